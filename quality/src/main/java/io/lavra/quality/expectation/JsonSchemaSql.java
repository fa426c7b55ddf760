package io.lavra.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JSON Schema as SQL over a JSON value, so that workers check it row by row without another
 * library. The keywords that cannot be said in SQL ({@code $ref}, {@code format} and others) are
 * refused by name.
 */
final class JsonSchemaSql {
  private static final int DEEPEST = 16;
  private static final Set<String> SAY_NOTHING =
      Set.of("$schema", "$id", "$comment", "title", "description", "default", "examples");

  private final Arguments arguments;
  private int depth;

  JsonSchemaSql(Arguments arguments) {
    this.arguments = arguments;
  }

  /** SQL that is true where {@code json}, an expression of type JSON, is as the schema says. */
  String test(String json, Object schema) {
    if (schema instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    }
    if (!(schema instanceof Map<?, ?> map) || ++depth > DEEPEST) {
      throw arguments.illegal(
          "cannot use %s within json_schema. Write a schema with keys, not nested deeper than %s.",
          schema, DEEPEST);
    }
    List<String> tests = new ArrayList<>();
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((keyword, value) -> sorted.put(String.valueOf(keyword), value));
    sorted.forEach(
        (keyword, value) -> {
          if (!SAY_NOTHING.contains(keyword)) {
            tests.add(keyword(json, keyword, value, sorted));
          }
        });
    depth--;
    return tests.isEmpty() ? "TRUE" : "(" + String.join(" AND ", tests) + ")";
  }

  private String keyword(String json, String keyword, Object value, Map<?, ?> schema) {
    return switch (keyword) {
      case "type" -> any(list(value).stream().map(type -> type(json, type)).toList());
      case "enum" -> any(list(value).stream().map(one -> same(json, one)).toList());
      case "const" -> same(json, value);
      case "required" ->
          whereObject(json, all(list(value).stream().map(k -> has(json, k)).toList()));
      case "properties" -> whereObject(json, all(properties(json, value)));
      case "additionalProperties" -> whereObject(json, additional(json, value, schema));
      case "minProperties" ->
          whereObject(json, "len(list_distinct(json_keys(" + json + "))) >= " + number(value));
      case "maxProperties" ->
          whereObject(json, "len(list_distinct(json_keys(" + json + "))) <= " + number(value));
      case "items" -> whereArray(json, items(json, value));
      case "minItems" -> whereArray(json, "json_array_length(" + json + ") >= " + number(value));
      case "maxItems" -> whereArray(json, "json_array_length(" + json + ") <= " + number(value));
      case "uniqueItems" ->
          whereArray(json, Boolean.TRUE.equals(value) ? JsonSql.distinctItems(json) : "TRUE");
      case "minimum" -> whereNumber(json, ">= " + number(value));
      case "maximum" -> whereNumber(json, "<= " + number(value));
      case "exclusiveMinimum" -> whereNumber(json, "> " + number(value));
      case "exclusiveMaximum" -> whereNumber(json, "< " + number(value));
      case "multipleOf" -> whereNumber(json, "% " + number(value) + " = 0");
      case "minLength" -> whereText(json, "length(%s) >= " + number(value));
      case "maxLength" -> whereText(json, "length(%s) <= " + number(value));
      case "pattern" -> whereText(json, pattern(value));
      case "allOf" -> all(list(value).stream().map(one -> test(json, one)).toList());
      case "anyOf" -> any(list(value).stream().map(one -> test(json, one)).toList());
      case "oneOf" ->
          list(value).stream()
              .map(one -> "CAST(" + test(json, one) + " AS INTEGER)")
              .collect(Collectors.joining(" + ", "(", " = 1)"));
      case "not" -> "NOT " + test(json, value);
      default ->
          throw arguments.illegal(
              "cannot use \"%s\" in json_schema. Leave it out, or say it with another expectation.",
              keyword);
    };
  }

  private String type(String json, Object type) {
    String is = "json_type(" + json + ")";
    return switch (String.valueOf(type)) {
      case "object" -> is + " = 'OBJECT'";
      case "array" -> is + " = 'ARRAY'";
      case "string" -> is + " = 'VARCHAR'";
      case "boolean" -> is + " = 'BOOLEAN'";
      case "null" -> is + " = 'NULL'";
      case "number" -> JsonSql.isNumber(json);
      case "integer" ->
          "(%s IN ('BIGINT', 'UBIGINT', 'HUGEINT') OR CASE WHEN %s = 'DOUBLE' THEN %s %% 1 = 0 ELSE FALSE END)"
              .formatted(is, is, JsonSql.number(json));
      default -> throw arguments.mistyped("json_schema", "JSON Schema's types", type);
    };
  }

  private List<String> properties(String json, Object value) {
    List<String> tests = new ArrayList<>();
    mapping(value)
        .forEach(
            (key, schema) ->
                tests.add(
                    "(NOT %s OR %s)"
                        .formatted(has(json, key), test(JsonSql.property(json, key), schema))));
    return tests;
  }

  private String additional(String json, Object value, Map<?, ?> schema) {
    if (!(value instanceof Boolean truth)) {
      throw arguments.mistyped("additionalProperties", "true or false", value);
    }
    Object properties = schema.get("properties");
    Object known = properties == null ? Map.of() : properties;
    List<?> keys = mapping(known).keySet().stream().map(String::valueOf).sorted().toList();
    return truth
        ? "TRUE"
        : keys.isEmpty()
            ? "len(json_keys(" + json + ")) = 0"
            : "list_has_all([%s], json_keys(%s))".formatted(Sql.values(keys), json);
  }

  private String items(String json, Object value) {
    String item = "item" + depth;
    return "len(list_filter(json_extract(%s, '$[*]'), lambda %s: NOT %s)) = 0"
        .formatted(json, item, test(item, value));
  }

  private String pattern(Object value) {
    if (!(value instanceof String regex)) {
      throw arguments.mistyped("pattern", "a text", value);
    }
    RegexKinds.check(arguments, regex);
    return "regexp_matches(%s, " + Sql.text(regex).replace("%", "%%") + ")";
  }

  private static String has(String json, Object key) {
    return "list_contains(json_keys(%s), %s)".formatted(json, Sql.text(String.valueOf(key)));
  }

  private String same(String json, Object value) {
    return JsonSql.same(json, value)
        .orElseThrow(
            () ->
                arguments.mistyped(
                    "json_schema", "texts, numbers and booleans to compare with", value));
  }

  private String number(Object value) {
    if (value instanceof Number number) {
      return Sql.value(number);
    }
    throw arguments.mistyped("json_schema", "numbers as limits", value);
  }

  private List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private Map<?, ?> mapping(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw arguments.mistyped("properties", "a schema per property", value);
  }

  private static String all(List<String> tests) {
    return tests.isEmpty() ? "TRUE" : "(" + String.join(" AND ", tests) + ")";
  }

  private static String any(List<String> tests) {
    return tests.isEmpty() ? "FALSE" : tests.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String whereObject(String json, String test) {
    return "CASE WHEN json_type(%s) = 'OBJECT' THEN %s ELSE TRUE END".formatted(json, test);
  }

  private static String whereArray(String json, String test) {
    return "CASE WHEN json_type(%s) = 'ARRAY' THEN %s ELSE TRUE END".formatted(json, test);
  }

  private static String whereNumber(String json, String test) {
    return "CASE WHEN %s THEN %s %s ELSE TRUE END"
        .formatted(JsonSql.isNumber(json), JsonSql.number(json), test);
  }

  private static String whereText(String json, String test) {
    return "CASE WHEN json_type(%s) = 'VARCHAR' THEN %s ELSE TRUE END"
        .formatted(json, test.formatted(JsonSql.text(json)));
  }
}
