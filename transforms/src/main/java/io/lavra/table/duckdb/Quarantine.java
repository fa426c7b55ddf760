package io.lavra.table.duckdb;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.Destination;

/** The table of rows kept back, {@code ops.quarantine}: one row per kept row. */
public final class Quarantine {
  /**
   * {@code table_name}, {@code run_id}, {@code source} (landing file, query or table), {@code
   * source_offset} (line or record in it, where known), {@code reason}, {@code raw} (the row as it
   * came: the line, or its columns as JSON).
   */
  public static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("table_name", ColumnType.STRING),
          new Column("run_id", ColumnType.STRING),
          new Column("source", ColumnType.STRING),
          new Column("source_offset", ColumnType.BIGINT),
          new Column("reason", ColumnType.STRING),
          new Column("raw", ColumnType.STRING, "the row as it came", true));

  private Quarantine() {}

  /** The SELECT that makes quarantine rows from expressions over a relation. */
  public static String select(
      Destination to, String source, String offset, String reason, String raw, String from) {
    return "SELECT %s AS table_name, %s AS run_id, %s AS source, CAST(%s AS BIGINT) AS source_offset, %s AS reason, %s AS raw FROM %s"
        .formatted(
            SqlText.literal(to.table()),
            SqlText.literal(to.runId()),
            source,
            offset,
            reason,
            raw,
            from);
  }
}
