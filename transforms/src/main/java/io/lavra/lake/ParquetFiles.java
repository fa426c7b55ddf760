package io.lavra.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What Parquet footers tell. */
public final class ParquetFiles {
  private ParquetFiles() {}

  /**
   * Describes a finished Parquet file on this machine: its size, rows, and Delta's statistics of
   * the first 32 columns of the schema that are not personal.
   */
  public static DataFile describe(
      Path parquet, String pathInTable, Map<String, String> partition, TableSchema schema)
      throws IOException {
    throw new UnsupportedOperationException(pathInTable + parquet + partition + schema);
  }
}
