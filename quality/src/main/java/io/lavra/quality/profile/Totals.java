package io.lavra.quality.profile;

import static io.lavra.table.duckdb.SqlText.identifier;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.table.duckdb.DuckDb;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Counts, ends and means of all columns, in one reading. */
record Totals(long rows, List<@Nullable Object> values) {
  /** How many values a column has in {@link #values}. */
  private static final int EACH = 7;

  static Totals of(DuckDb duckDb, List<Column> columns, String relation) {
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    columns.forEach(column -> sql.append(", ").append(expressions(column)));
    List<@Nullable Object> row = duckDb.rows(sql + " FROM " + relation).get(0);
    return new Totals(number(row.get(0)), row.subList(1, row.size()));
  }

  private static String expressions(Column column) {
    String name = identifier(column.name());
    ColumnType type = column.type();
    String ordered = type.equals(ColumnType.STRING) ? "length(" + name + ")" : name;
    String number = "CAST(" + name + " AS DOUBLE)";
    String finite = "CASE WHEN isfinite(" + number + ") THEN " + number + " END";
    boolean hasOrder = hasOrder(type);
    return String.join(
        ", ",
        "count(" + name + ")",
        "approx_count_distinct(" + name + ")",
        hasOrder ? "CAST(min(" + ordered + ") AS VARCHAR)" : "NULL",
        hasOrder ? "CAST(max(" + ordered + ") AS VARCHAR)" : "NULL",
        type.isNumeric() ? "avg(" + finite + ")" : "NULL",
        type.isNumeric() ? "stddev_samp(" + finite + ")" : "NULL",
        type.isNumeric() ? "count(" + number + ") - count(" + finite + ")" : "0");
  }

  static boolean hasOrder(ColumnType type) {
    return !type.isArray() && !type.equals(ColumnType.BINARY) && !type.equals(ColumnType.BOOLEAN);
  }

  long present(int column) {
    return number(values.get(column * EACH));
  }

  /** Estimated. */
  long distinct(int column) {
    return number(values.get(column * EACH + 1));
  }

  @Nullable String min(int column) {
    return (String) values.get(column * EACH + 2);
  }

  @Nullable String max(int column) {
    return (String) values.get(column * EACH + 3);
  }

  OptionalDouble mean(int column) {
    return real(values.get(column * EACH + 4));
  }

  OptionalDouble deviation(int column) {
    return real(values.get(column * EACH + 5));
  }

  long notFinite(int column) {
    return number(values.get(column * EACH + 6));
  }

  /** Empty of no values, and of such great ones that their sum is infinite. */
  private static OptionalDouble real(@Nullable Object value) {
    double real = value == null ? Double.NaN : ((Number) value).doubleValue();
    return Double.isFinite(real) ? OptionalDouble.of(real) : OptionalDouble.empty();
  }

  private static long number(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }
}
