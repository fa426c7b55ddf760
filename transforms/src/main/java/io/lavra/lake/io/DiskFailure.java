package io.lavra.lake.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

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
    return of(FolderUse.of(file), file, FolderUse.folder(file), 0, failure);
  }

  /**
   * The same for a table's file.
   *
   * @param table its folder
   * @param bytes of the file; 0 if that is not known
   */
  public static IOException ofTable(Path table, Path file, long bytes, IOException failure) {
    return of(FolderUse.TABLES, file, table, bytes, failure);
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
    IOException known = of(use, root, root, 0, failure);
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

  private static IOException of(
      FolderUse use, Path file, Path folder, long bytes, IOException failure) {
    if (failure instanceof DiskFailure) {
      return failure;
    }
    if (failure instanceof AccessDeniedException && !WriteRights.has(folder)) {
      return new DiskFailure(
          file,
          "%s. Let this user, or %s.".formatted(WriteRights.refusal(folder), use.elsewhere),
          failure);
    }
    return Refusal.in(String.valueOf(failure.getMessage()))
        .<IOException>map(
            refusal -> new DiskFailure(file, refusal.told(file, folder, use, bytes), failure))
        .orElse(failure);
  }
}
