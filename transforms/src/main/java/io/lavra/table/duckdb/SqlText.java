package io.lavra.table.duckdb;

import io.lavra.lake.ColumnType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes names, values and types as DuckDB SQL. Everything that comes from outside goes through
 * here.
 */
public final class SqlText {
  private SqlText() {}

  /** A quoted identifier. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A two-part table name, each part quoted. */
  public static String tableName(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? identifier(name)
        : identifier(name.substring(0, dot)) + "." + identifier(name.substring(dot + 1));
  }

  /** A quoted string. */
  public static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A list of quoted strings: {@code ['a', 'b']}. */
  public static String literals(Collection<String> values) {
    return values.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A list of quoted identifiers: {@code "a", "b"}. */
  public static String identifiers(Collection<String> names) {
    return names.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
  }

  /** Columns as one JSON object. */
  public static String json(Collection<String> names) {
    Map<String, String> keys = new LinkedHashMap<>();
    names.forEach(name -> keys.put(name, name));
    return json(keys);
  }

  /**
   * The same with other keys.
   *
   * @param keys each column's key
   */
  public static String json(Map<String, String> keys) {
    return keys.isEmpty()
        ? "'{}'"
        : keys.entrySet().stream()
            .map(column -> identifier(column.getValue()) + " := " + identifier(column.getKey()))
            .collect(Collectors.joining(", ", "CAST(to_json(struct_pack(", ")) AS VARCHAR)"));
  }

  /** DuckDB's name of a type. */
  public static String typeName(ColumnType type) {
    if (type.isArray()) {
      return typeName(type.element()) + "[]";
    }
    return switch (type.text()) {
      case "string" -> "VARCHAR";
      case "int" -> "INTEGER";
      case "timestamp" -> "TIMESTAMPTZ";
      case "binary" -> "BLOB";
      default -> type.text().toUpperCase(java.util.Locale.ROOT);
    };
  }
}
