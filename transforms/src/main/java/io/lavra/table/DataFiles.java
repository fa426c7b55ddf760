package io.lavra.table;

import io.lavra.lake.DataFile;
import java.util.Collection;

/** Sums over data files. */
public final class DataFiles {
  private DataFiles() {}

  public static long rows(Collection<DataFile> files) {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  public static long bytes(Collection<DataFile> files) {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
