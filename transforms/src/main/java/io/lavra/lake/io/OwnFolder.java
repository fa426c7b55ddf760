package io.lavra.lake.io;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lavra.lake.LakeException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
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
   * The same, where the folder has a name that others can know.
   *
   * @param remedy how the user can name another
   * @throws LakeException where it belongs to somebody else than this user or root
   */
  public static Path makeTrusted(Path folder, String remedy) throws IOException {
    Path own = Files.createTempFile(make(folder), "own-", "");
    UserPrincipal self = Files.getOwner(own);
    Files.delete(own);
    requireTrusted(folder, self, remedy);
    return folder;
  }

  /**
   * Refuses a folder, or a link to one, that belongs to somebody else than this user or root: they
   * could put another in its place.
   *
   * @param self this user
   */
  static void requireTrusted(Path folder, UserPrincipal self, String remedy) throws IOException {
    for (UserPrincipal owner :
        List.of(Files.getOwner(folder, NOFOLLOW_LINKS), Files.getOwner(folder))) {
      if (!owner.equals(self) && !owner.getName().equals("root")) {
        throw new LakeException(
            "%s belongs to the user %s, who could change what is put there. %s"
                .formatted(folder, owner.getName(), remedy));
      }
    }
  }
}
