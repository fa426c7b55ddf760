package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.lake.parquet.ParquetRowWriter;
import io.lavra.table.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Records that cannot be read, on their way to the table {@code kept_back}. There may be as many as
 * the file has lines, so they wait in a file.
 */
final class KeptBack implements AutoCloseable {
  private static final TableSchema COLUMNS =
      TableSchema.of(
          new Column("source", ColumnType.STRING),
          new Column("line", ColumnType.BIGINT),
          new Column("reason", ColumnType.STRING),
          new Column("raw", ColumnType.STRING));

  private final DuckDb duckDb;
  private final String source;
  private final Path file;
  private final ParquetRowWriter rows;

  KeptBack(DuckDb duckDb, String source) throws IOException {
    this.duckDb = duckDb;
    this.source = source;
    this.file = Files.createTempDirectory(duckDb.scratch(), "kept-").resolve("rows.parquet");
    this.rows = ParquetRowWriter.create(file, COLUMNS);
  }

  /** Makes the table: {@code source}, {@code line}, {@code reason}, {@code raw}. */
  static void prepare(DuckDb duckDb) {
    duckDb.execute("CREATE SEQUENCE pieces");
    duckDb.execute(
        "CREATE TEMP TABLE kept_back (source VARCHAR, line BIGINT, reason VARCHAR, raw VARCHAR)");
  }

  void add(long line, String reason, String raw) throws IOException {
    rows.write(List.of(source, line, reason, raw));
  }

  @Override
  public void close() throws IOException {
    rows.close();
    duckDb.execute(
        "INSERT INTO kept_back SELECT * FROM read_parquet(" + literal(file.toString()) + ")");
    Files.delete(file);
  }
}
