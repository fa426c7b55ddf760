package io.lavra.quality.expectation;

import java.util.Optional;

/** SQL over one JSON value. */
final class JsonSql {
  private JsonSql() {}

  /**
   * Whether a text is JSON as Python's json reads it, NaN and Infinity included; null of a null.
   * DuckDB also takes a comma behind the last element, and other spellings of those two.
   */
  static String isValid(String text) {
    String bare = "regexp_replace(%s, '\"(?:[^\"\\\\]|\\\\.)*\"', '0', 'g')".formatted(text);
    String marks =
        "regexp_replace(%s, 'true|false|null|NaN|Infinity|[eE]', '0', 'g')".formatted(bare);
    return "(json_valid(%s) AND NOT regexp_matches(%s, '[a-zA-Z]|,\\s*[\\]}]'))"
        .formatted(text, marks);
  }

  static String isNumber(String json) {
    return "(json_type(%s) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'))".formatted(json);
  }

  static String number(String json) {
    return "CAST(%s AS DOUBLE)".formatted(json);
  }

  /** A text's characters, without its quotes and escapes. */
  static String text(String json) {
    return "json_extract_string(%s, '$')".formatted(json);
  }

  static String property(String json, Object key) {
    String name = String.valueOf(key).replace("\\", "\\\\").replace("\"", "\\\"");
    return "json_extract(%s, %s)".formatted(json, Sql.text("$.\"" + name + "\""));
  }

  static String distinctItems(String json) {
    return "len(list_distinct(json_extract(%1$s, '$[*]'))) = json_array_length(%1$s)"
        .formatted(json);
  }

  /** Whether it equals a plain value; empty where the value is a list or has keys. */
  static Optional<String> same(String json, Object value) {
    if (value instanceof String text) {
      return Optional.of(
          typed("json_type(" + json + ") = 'VARCHAR'", text(json) + " = " + Sql.text(text)));
    }
    if (value instanceof Number number) {
      return Optional.of(typed(isNumber(json), number(json) + " = " + Sql.value(number)));
    }
    if (value instanceof Boolean truth) {
      return Optional.of(
          typed("json_type(" + json + ") = 'BOOLEAN'", "CAST(" + json + " AS BOOLEAN) = " + truth));
    }
    return Optional.empty();
  }

  private static String typed(String type, String test) {
    return "CASE WHEN %s THEN %s ELSE FALSE END".formatted(type, test);
  }
}
