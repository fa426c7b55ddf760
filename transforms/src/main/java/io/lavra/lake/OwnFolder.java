package io.lavra.lake;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Folders and files that nobody but the user of this process may look into or change. */
public final class OwnFolder {
  static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnFolder() {}

  /** Makes a folder for this user alone, if it is not there; those above are made as any other. */
  public static Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path above = folder.getParent();
      if (above != null) {
        Files.createDirectories(above);
      }
      try {
        Files.createDirectory(folder, FOLDER);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
    }
    return folder;
  }

  /**
   * Refuses a folder, or a link to one, that belongs to somebody else than this user or root: they
   * could put another in its place.
   *
   * @param self this user
   */
  static void requireTrusted(Path folder, UserPrincipal self) throws IOException {
    requireOwner(folder, Files.getOwner(folder, NOFOLLOW_LINKS), self);
    requireOwner(folder, Files.getOwner(folder), self);
  }

  private static void requireOwner(Path folder, UserPrincipal owner, UserPrincipal self) {
    if (!owner.equals(self) && !owner.getName().equals("root")) {
      throw new LakeException(
          "%s belongs to the user %s, who could change what is put there. Name a folder of your own: for scratch with --set scratch=FOLDER, for temporary files with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
              .formatted(folder, owner.getName()));
    }
  }
}
