package io.lavra.lake.parquet;

import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** What Parquet footers tell. */
public final class ParquetFiles {
  private ParquetFiles() {}

  /**
   * Describes a finished Parquet file on this machine: its size, rows, and Delta's statistics of
   * the first 32 columns of the schema that are neither personal nor partition columns.
   *
   * @throws LakeException where the file is no Parquet, or stores a column otherwise than the
   *     schema says, which readers would refuse
   */
  public static DataFile describe(
      Path parquet, String pathInTable, Map<String, String> partition, TableSchema schema)
      throws IOException {
    ParquetMetadata footer = footer(parquet);
    new StoredTypes(pathInTable, footer.getFileMetaData().getSchema()).require(schema);
    FileStatistics statistics = FileStatistics.of(footer, schema, partition.keySet());
    return new DataFile(
        pathInTable, Files.size(parquet), statistics.rows(), partition, statistics.json());
  }

  private static ParquetMetadata footer(Path parquet) throws IOException {
    try (ParquetFileReader reader = Footer.open(parquet)) {
      return reader.getFooter();
    } catch (RuntimeException broken) {
      throw new LakeException(
          "The file %s is no whole Parquet file: %s. Write it again."
              .formatted(parquet, broken.getMessage()),
          broken);
    }
  }
}
