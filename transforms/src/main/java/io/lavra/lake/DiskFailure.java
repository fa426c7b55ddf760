package io.lavra.lake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk of this machine did not do what was asked. The message says which, how full it was at that
 * moment, and what to do.
 */
public final class DiskFailure extends FileSystemException {
  private static final long serialVersionUID = 1;

  private final String told;

  private DiskFailure(Path file, String told, IOException cause) {
    super(file.toString());
    this.told = told;
    initCause(cause);
  }

  @Override
  public String getMessage() {
    return told;
  }

  /**
   * The failure with its place, which Java often does not tell.
   *
   * @param file that was to be written, in no table
   */
  public static IOException at(Path file, IOException failure) {
    return of(FolderUse.of(file), file, 0, failure);
  }

  /**
   * The same for a table's file.
   *
   * @param bytes of it; 0 if that is not known
   */
  static IOException ofTable(Path file, long bytes, IOException failure) {
    return of(FolderUse.TABLES, file, bytes, failure);
  }

  /**
   * The same for a folder that is to have scratch.
   *
   * @param root that the user named
   */
  static IOException ofScratch(Path root, IOException failure) {
    FolderUse use = TemporaryFiles.has(root) ? FolderUse.TEMPORARY : FolderUse.SCRATCH;
    return ofFolder(use, root, failure);
  }

  /** The same for the folder for temporary files. */
  static IOException ofTemporary(Path root, IOException failure) {
    return ofFolder(FolderUse.TEMPORARY, root, failure);
  }

  private static IOException ofFolder(FolderUse use, Path root, IOException failure) {
    IOException known = of(use, root, 0, failure);
    if (known instanceof DiskFailure) {
      return known;
    }
    String why = IoFailure.words(failure).replaceFirst("\\.$", "");
    return new DiskFailure(
        root,
        "there can be no %s in %s: %s. Mend that, or %s."
            .formatted(use.files, root, why, use.elsewhere),
        failure);
  }

  private static IOException of(FolderUse use, Path file, long bytes, IOException failure) {
    if (failure instanceof DiskFailure) {
      return failure;
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    if (failure instanceof AccessDeniedException && !WriteRights.has(folder)) {
      return new DiskFailure(
          file,
          "%s. Let this user, or %s.".formatted(WriteRights.refusal(folder), use.elsewhere),
          failure);
    }
    return Refusal.in(String.valueOf(failure.getMessage()))
        .<IOException>map(refusal -> new DiskFailure(file, refusal.told(file, use, bytes), failure))
        .orElse(failure);
  }
}
