package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.tableName;

import com.google.common.hash.Hashing;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A hash over a table's rows in any order: decimals exact, doubles at 12 significant digits and
 * floats at 6, because the order of floating additions is not fixed. When and by which run bronze
 * rows arrived is not content.
 */
public final class ContentHash {
  private static final Set<String> ARRIVAL =
      Set.of("_arrived_at", "_run_id", "year", "month", "day");

  private ContentHash() {}

  /** 16 hexadecimal digits. */
  public static String of(Shard table, EngineSettings settings) throws IOException {
    List<Column> columns =
        table.schema().columns().stream().filter(column -> isContent(table, column)).toList();
    String row =
        columns.stream()
            .map(c -> "coalesce(" + text(identifier(c.name()), c.type()) + ", '~')")
            .collect(Collectors.joining(", "));
    String digest = "md5(concat_ws(',', %s))".formatted(row.isEmpty() ? "''" : row);
    List<?> sums =
        new TableQuery(Map.of(table.table(), table), settings)
            .rows(
                """
                SELECT count(*), coalesce(sum(CAST('0x' || left(d, 15) AS HUGEINT)), 0), coalesce(sum(CAST('0x' || right(d, 15) AS HUGEINT)), 0)
                FROM (SELECT %s AS d FROM %s)"""
                    .formatted(digest, tableName(table.table())))
            .get(0);
    String names =
        columns.stream().map(c -> c.name() + ":" + c.type()).collect(Collectors.joining(","));
    return Hashing.sha256()
        .hashString(names + "\n" + sums, StandardCharsets.UTF_8)
        .toString()
        .substring(0, 16);
  }

  private static boolean isContent(Shard table, Column column) {
    return !(table.table().startsWith("bronze.") && ARRIVAL.contains(column.name()));
  }

  /** A value's text, from which no other value or row of values can be made. */
  private static String text(String value, ColumnType type) {
    if (type.isArray()) {
      return "'[' || array_to_string(list_transform(%s, lambda x: coalesce(%s, '~')), ',') || ']'"
          .formatted(value, text("x", type.element()));
    }
    return switch (type.text()) {
      case "double" -> "printf('%.11e', " + value + " + 0.0)";
      case "float" -> "printf('%.5e', CAST(" + value + " AS DOUBLE) + 0.0)";
      case "timestamp" -> "CAST(epoch_us(" + value + ") AS VARCHAR)";
      case "binary" -> "hex(" + value + ")";
      case "string" -> "strlen(%1$s) || ':' || %1$s".formatted(value);
      default -> "CAST(" + value + " AS VARCHAR)";
    };
  }
}
