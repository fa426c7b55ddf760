package io.lavra.quality;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A case's data as a table. */
final class GxTable {
  private GxTable() {}

  static TableSchema stage(Staged staged, JsonObject data, JsonObject dataset) throws SQLException {
    return stage(staged, "staged", data, dataset);
  }

  static TableSchema stage(Staged staged, String table, JsonObject data, JsonObject dataset)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    for (String name : data.keySet()) {
      ColumnType type = type(name, data.getAsJsonArray(name), dataset);
      columns.add(new Column(name, type));
      definitions.add('"' + name + "\" " + sqlType(type));
    }
    staged.run("CREATE TABLE " + table + " (" + String.join(", ", definitions) + ")");
    int rows = data.asMap().values().iterator().next().getAsJsonArray().size();
    for (int i = 0; i < rows; i++) {
      List<String> values = new ArrayList<>();
      for (Column column : columns) {
        JsonElement value = data.getAsJsonArray(column.name()).get(i);
        values.add("TRY_CAST(" + literal(value) + " AS " + sqlType(column.type()) + ")");
      }
      staged.run("INSERT INTO " + table + " VALUES (" + String.join(", ", values) + ")");
    }
    return new TableSchema(columns);
  }

  private static ColumnType type(String name, JsonArray values, JsonObject dataset) {
    JsonObject postgres =
        dataset.has("schemas") && dataset.getAsJsonObject("schemas").has("postgresql")
            ? dataset.getAsJsonObject("schemas").getAsJsonObject("postgresql")
            : new JsonObject();
    String hint = postgres.has(name) ? postgres.get(name).getAsString() : "";
    if (hint.startsWith("TIMESTAMP") || hint.equals("DATE")) {
      return hint.equals("DATE") ? ColumnType.DATE : ColumnType.TIMESTAMP;
    }
    Set<Class<?>> classes = new HashSet<>();
    values.forEach(value -> classes.add(plainClass(value)));
    classes.remove(Void.class);
    if (classes.isEmpty()) {
      return values.isEmpty() ? ColumnType.INT : ColumnType.STRING;
    }
    if (classes.stream().allMatch(Number.class::isAssignableFrom)) {
      return classes.contains(Double.class)
          ? ColumnType.DOUBLE
          : hint.equals("INTEGER") ? ColumnType.INT : ColumnType.BIGINT;
    }
    return classes.equals(Set.of(Boolean.class)) ? ColumnType.BOOLEAN : ColumnType.STRING;
  }

  private static Class<?> plainClass(JsonElement value) {
    Object plain = plain(value);
    return plain == null ? Void.class : plain.getClass();
  }

  private static String sqlType(ColumnType type) {
    return switch (type.text()) {
      case "string" -> "VARCHAR";
      case "timestamp" -> "TIMESTAMPTZ";
      default -> type.text();
    };
  }

  private static String literal(JsonElement value) {
    return value.isJsonNull() ? "NULL" : "'" + value.getAsString().replace("'", "''") + "'";
  }

  static @Nullable Object plain(JsonElement value) {
    if (value.isJsonNull()) {
      return null;
    }
    if (value.isJsonArray()) {
      List<Object> list = new ArrayList<>();
      value.getAsJsonArray().forEach(element -> list.add(plain(element)));
      return list;
    }
    if (value.isJsonObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      value.getAsJsonObject().asMap().forEach((key, inner) -> map.put(key, plain(inner)));
      return map;
    }
    if (value.getAsJsonPrimitive().isBoolean()) {
      return value.getAsBoolean();
    }
    if (value.getAsJsonPrimitive().isString()) {
      return value.getAsString();
    }
    String number = value.getAsString();
    if (number.matches("-?\\d+")) {
      return Long.parseLong(number);
    }
    return Double.parseDouble(number);
  }
}
