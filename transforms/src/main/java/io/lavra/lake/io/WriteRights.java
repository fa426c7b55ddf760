package io.lavra.lake.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the user of this process may write. */
public final class WriteRights {
  private WriteRights() {}

  /**
   * Whether files can be put into a folder, which is made with those above it if it is not there.
   */
  public static boolean has(Path folder) {
    return Files.isWritable(existing(folder));
  }

  /** Who may not write where, as the beginning of a sentence. */
  public static String refusal(Path folder) {
    Path there = existing(folder);
    String user =
        ProcessHandle.current().info().user().orElseGet(() -> System.getProperty("user.name"));
    String owner = owner(there);
    boolean isReadOnly = owner.equals(user) || isReadOnly(there);
    return "The user %s may not write to %s, which %s"
        .formatted(user, there, isReadOnly ? "is read-only" : "belongs to " + owner);
  }

  /** What lets this user write there, as a sentence without its full stop. */
  public static String remedy(Path folder) {
    Path there = existing(folder);
    return isReadOnly(there)
        ? "Mount its disk %s for writing, or name another root in lake.yaml"
            .formatted(Disk.of(there).map(Disk::name).orElse(""))
        : "Use Lavra as a user who may, or let this one";
  }

  /** A folder, or the nearest above it that is there. */
  static Path existing(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    for (Path above = there; above != null; above = above.getParent()) {
      if (Files.exists(above)) {
        return above;
      }
    }
    return there;
  }

  private static boolean isReadOnly(Path there) {
    try {
      return Files.getFileStore(there).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }

  private static String owner(Path there) {
    try {
      return Files.getOwner(there).getName();
    } catch (IOException e) {
      return "another user";
    }
  }
}
