package io.lavra.quality.golden;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.Staged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that Deequ was shown.
 *
 * @param schema columns and Spark's types: {@code id long, p decimal(38,4)}
 * @param rows values as text that their type reads; null stands for itself
 */
record GoldenTable(String table, String schema, List<List<@Nullable Object>> rows) {
  TableSchema columns() {
    return new TableSchema(
        Stream.of(schema.split(", "))
            .map(column -> column.split(" "))
            .map(parts -> new Column(parts[0], type(parts[1])))
            .toList());
  }

  private static ColumnType type(String spark) {
    return ColumnType.parse(spark.equals("long") ? "bigint" : spark);
  }

  Staged stage() throws SQLException {
    String columns =
        columns().columns().stream()
            .map(column -> '"' + column.name() + "\" " + sqlType(column.type()))
            .collect(Collectors.joining(", "));
    Staged staged = new Staged("CREATE TABLE staged (" + columns + ")");
    for (List<@Nullable Object> row : rows) {
      List<String> values = new ArrayList<>();
      row.forEach(value -> values.add(literal(value)));
      staged.run("INSERT INTO staged VALUES (" + String.join(", ", values) + ")");
    }
    return staged;
  }

  private static String sqlType(ColumnType type) {
    return switch (type.text()) {
      case "string" -> "VARCHAR";
      case "timestamp" -> "TIMESTAMPTZ";
      default -> type.text();
    };
  }

  private static String literal(@Nullable Object value) {
    return value == null ? "NULL" : "'" + value.toString().replace("'", "''") + "'";
  }
}
