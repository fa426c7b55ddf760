package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;
import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A few rows that somebody wrote down, and rows as somebody would write them down. */
public final class GivenRows {
  private GivenRows() {}

  /**
   * Makes a table of rows.
   *
   * @param folder where its file goes
   * @param rows texts that the column's type can be read from, lists of these, or null, by column;
   *     a column that is not there is null
   * @throws TableException where a text does not fit its type
   */
  public static Shard write(
      String table,
      Location folder,
      TableSchema schema,
      List<Map<String, @Nullable Object>> rows,
      EngineSettings settings)
      throws IOException {
    List<DataFile> files = List.of();
    if (!rows.isEmpty()) {
      try (DuckDb duckDb = DuckDb.open(settings, 1, List.of())) {
        String select =
            rows.stream()
                .map(row -> select(schema, row))
                .collect(Collectors.joining(" UNION ALL "));
        files = new ParquetOutput(duckDb, "given").write(select, folder, schema, List.of());
      }
    }
    return new Shard(table, folder, schema, List.of(), files);
  }

  private static String select(TableSchema schema, Map<String, @Nullable Object> row) {
    List<String> values = new ArrayList<>();
    for (Column column : schema.columns()) {
      values.add(cast(row.get(column.name()), column.type()) + " AS " + identifier(column.name()));
    }
    return "SELECT " + String.join(", ", values);
  }

  private static String cast(@Nullable Object value, ColumnType type) {
    if (value instanceof List<?> items && type.isArray()) {
      List<String> casts = new ArrayList<>();
      for (Object item : items) {
        casts.add(cast(item, type.element()));
      }
      return "CAST([" + String.join(", ", casts) + "] AS " + typeName(type) + ")";
    }
    return "CAST(%s AS %s)"
        .formatted(value == null ? "NULL" : literal(String.valueOf(value)), typeName(type));
  }

  /** Some columns of a table as text, sorted; doubles at 10 significant digits, floats at 6. */
  public static List<List<@Nullable String>> read(
      Shard table, List<String> columns, EngineSettings settings) throws IOException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    String texts =
        columns.stream()
            .map(name -> text(table.schema().column(name).orElseThrow()))
            .collect(Collectors.joining(", "));
    new TableQuery(Map.of("t.rows", table), settings)
        .forEach(
            "SELECT %s FROM t.rows ORDER BY ALL".formatted(texts.isEmpty() ? "''" : texts),
            row -> {
              List<@Nullable String> values = new ArrayList<>();
              row.forEach(value -> values.add(value == null ? null : value.toString()));
              rows.add(values);
            });
    return rows;
  }

  private static String text(Column column) {
    String name = identifier(column.name());
    return switch (column.type().text()) {
      case "double" -> "printf('%.10g', " + name + ")";
      case "float" -> "printf('%.6g', CAST(" + name + " AS DOUBLE))";
      default -> "CAST(" + name + " AS VARCHAR)";
    };
  }
}
