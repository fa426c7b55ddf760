package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Delta's schema text for our columns, and back. */
final class DeltaSchema {
  private static final String COMMENT = "comment";
  private static final String PERSONAL = "lavra.pii";
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeltaSchema() {}

  static String write(TableSchema schema) {
    ObjectNode struct = JsonNodeFactory.instance.objectNode().put("type", "struct");
    ArrayNode fields = struct.putArray("fields");
    for (Column column : schema.columns()) {
      ObjectNode field = fields.addObject().put("name", column.name());
      field.set("type", type(column.type()));
      field.put("nullable", true);
      ObjectNode metadata = field.putObject("metadata");
      if (!column.description().isEmpty()) {
        metadata.put(COMMENT, column.description());
      }
      if (column.personal()) {
        metadata.put(PERSONAL, true);
      }
    }
    return struct.toString();
  }

  /** Reads a schema; throws {@link UnsupportedTable} naming the column it has no type for. */
  static TableSchema read(String text) throws UnsupportedTable {
    try {
      List<Column> columns = new ArrayList<>();
      for (JsonNode field : fields(text)) {
        columns.add(column(field));
      }
      return new TableSchema(columns);
    } catch (IllegalArgumentException noTable) {
      throw new UnsupportedTable("its schema is none of ours: " + noTable.getMessage());
    }
  }

  private static Column column(JsonNode field) throws UnsupportedTable {
    String name = field.path("name").asText();
    JsonNode metadata = field.path("metadata");
    return new Column(
        name,
        type(name, field.path("type")),
        metadata.path(COMMENT).asText(""),
        metadata.path(PERSONAL).asBoolean(false));
  }

  /** The fields of a schema as the log has them. */
  static List<JsonNode> fields(String text) throws UnsupportedTable {
    try {
      List<JsonNode> fields = new ArrayList<>();
      JSON.readTree(text).path("fields").forEach(fields::add);
      return fields;
    } catch (JsonProcessingException broken) {
      throw new UnsupportedTable("its schema is no JSON: " + broken.getOriginalMessage());
    }
  }

  private static JsonNode type(ColumnType type) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (type.isArray()) {
      ObjectNode array = nodes.objectNode().put("type", "array");
      array.set("elementType", type(type.element()));
      return array.put("containsNull", true);
    }
    return nodes.textNode(
        switch (type.text()) {
          case "int" -> "integer";
          case "bigint" -> "long";
          default -> type.text();
        });
  }

  private static ColumnType type(String column, JsonNode type) throws UnsupportedTable {
    if (type.path("type").asText().equals("array")) {
      return ColumnType.arrayOf(type(column, type.path("elementType")));
    }
    if (type.isTextual()) {
      switch (type.asText()) {
        case "byte", "short":
          return ColumnType.INT;
        default:
          try {
            return ColumnType.parse(type.asText());
          } catch (IllegalArgumentException unknown) {
            break;
          }
      }
    }
    String name = type.isTextual() ? type.asText() : type.path("type").asText();
    throw new UnsupportedTable("its column \"%s\" is of type %s".formatted(column, name));
  }
}
