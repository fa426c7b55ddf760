package io.lavra.run.record;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.duckdb.Quarantine;
import java.util.Map;

/** The lake's own records: tables of the layer {@code ops}. */
public final class OpsTables {
  public static final String RUNS = "runs";
  public static final String AUDIT = "audit";
  public static final String METRICS = "metrics";
  public static final String QUARANTINE = "quarantine";

  /** The columns of each. */
  public static final Map<String, TableSchema> SCHEMAS =
      Map.of(
          RUNS,
          TableSchema.of(
              string("run_id"),
              string("table_name"),
              new Column("date", ColumnType.DATE),
              string("status"),
              string("reason"),
              bigint("version"),
              bigint("rows_read"),
              bigint("rows_published"),
              bigint("rows_quarantined"),
              bigint("rows_deduplicated"),
              bigint("rows_filtered"),
              bigint("files"),
              bigint("bytes"),
              new Column("seconds", ColumnType.DOUBLE),
              new Column("recorded_at", ColumnType.TIMESTAMP)),
          AUDIT,
          TableSchema.of(
              string("run_id"),
              string("table_name"),
              bigint("position"),
              string("expectation"),
              string("column_name"),
              string("severity"),
              string("status"),
              string("observed"),
              string("message")),
          METRICS,
          TableSchema.of(string("run_id"), string("table_name"), string("metric"), string("value")),
          QUARANTINE,
          Quarantine.SCHEMA);

  private OpsTables() {}

  private static Column string(String name) {
    return new Column(name, ColumnType.STRING);
  }

  private static Column bigint(String name) {
    return new Column(name, ColumnType.BIGINT);
  }
}
