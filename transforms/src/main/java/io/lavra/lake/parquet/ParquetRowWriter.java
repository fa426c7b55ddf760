package io.lavra.lake.parquet;

import io.lavra.lake.Column;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file with zstd. Values by column type: {@code String}, {@code
 * Boolean}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, {@code BigDecimal} (never
 * rounded), {@code LocalDate}, {@code Instant} (kept to the microsecond), {@code byte[]} or {@code
 * ByteBuffer}, {@code List}; null in any column.
 */
public final class ParquetRowWriter implements AutoCloseable {
  private final List<Column> columns;
  private final ParquetWriter<@Nullable Object[]> writer;

  private ParquetRowWriter(List<Column> columns, ParquetWriter<@Nullable Object[]> writer) {
    this.columns = columns;
    this.writer = writer;
  }

  /** Starts a file; it must not exist. */
  public static ParquetRowWriter create(Path file, TableSchema schema) throws IOException {
    return new ParquetRowWriter(schema.columns(), new Builder(file, schema).build());
  }

  /**
   * Adds a row: one value per column, in the schema's order. Throws {@link LakeException} naming
   * the column whose value does not fit; the row is then not in the file.
   */
  public void write(List<? extends @Nullable Object> values) throws IOException {
    if (values.size() != columns.size()) {
      throw new LakeException(
          "A row has %s values and the table %s columns. Give one value per column, null where there is none."
              .formatted(values.size(), columns.size()));
    }
    @Nullable Object[] stored = new @Nullable Object[columns.size()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = ParquetValues.stored(columns.get(i), values.get(i));
    }
    writer.write(stored); // which fails for good once a row has failed in it
  }

  /** Finishes the file; before that it is none. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {
    /** Bytes of a text that are kept as a bound. */
    private static final int BOUND = 256;

    private final TableSchema schema;

    Builder(Path file, TableSchema schema) {
      super(new LocalOutputFile(file));
      this.schema = schema;
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.ZSTD);
      withStatisticsTruncateLength(BOUND); // else longer texts have no bounds at all
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration settings) {
      return new RowWriteSupport(schema);
    }

    @Override
    protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration settings) {
      return new RowWriteSupport(schema);
    }
  }
}
