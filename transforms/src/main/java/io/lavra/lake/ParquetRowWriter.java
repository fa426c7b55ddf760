package io.lavra.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file with zstd. Values by column type: {@code String}, {@code
 * Boolean}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, {@code BigDecimal},
 * {@code LocalDate}, {@code Instant} (kept to the microsecond), {@code byte[]} or {@code
 * ByteBuffer}, {@code List}; null in any column.
 */
public final class ParquetRowWriter implements AutoCloseable {
  private ParquetRowWriter() {}

  /** Starts a file; it must not exist. */
  public static ParquetRowWriter create(Path file, TableSchema schema) throws IOException {
    throw new UnsupportedOperationException(file + " " + schema);
  }

  /** Adds a row: one value per column, in the schema's order. */
  public void write(List<? extends @Nullable Object> values) throws IOException {
    throw new UnsupportedOperationException(values.toString());
  }

  @Override
  public void close() throws IOException {}
}
