package io.lavra.quality.gx;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.quality.IllegalExpectationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Great Expectations' row conditions, which have been written in several languages, as SQL. */
final class GxConditions {
  private static final Pattern COLUMN_OR_TEXT =
      Pattern.compile("col\\(\\s*[\"']([^\"']*)[\"']\\s*\\)|\"([^\"]*)\"");
  private static final Pattern TEXT = Pattern.compile("\"([^\"']*)\"");

  private GxConditions() {}

  /** Throws {@link IllegalExpectationException} where the condition cannot be said in SQL. */
  static String sql(JsonNode condition, String parser, String place) {
    if (condition.isObject()) {
      return structured(condition, place);
    }
    String text = condition.asText();
    return switch (parser) {
      case "pandas", "python" -> pandas(text);
      case "great_expectations", "great_expectations__experimental__" -> columns(text);
      default -> text;
    };
  }

  private static String pandas(String text) {
    String and = text.replace("&&", "&").replace("&", " and ").replace("|", " or ");
    return TEXT.matcher(and.replace("==", "=")).replaceAll("'$1'").trim();
  }

  private static String columns(String text) {
    String sql =
        COLUMN_OR_TEXT
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        match.group(1) != null ? quoted(match.group(1)) : literal(match.group(2))));
    return sql.replace(".notNull()", " IS NOT NULL")
        .replace(".isNull()", " IS NULL")
        .replace("==", "=")
        .trim();
  }

  private static String structured(JsonNode node, String place) {
    return switch (node.path("type").asText()) {
      case "pass_through" -> node.path("pass_through_filter").asText();
      case "nullity" ->
          column(node) + (node.path("is_null").asBoolean() ? " IS NULL" : " IS NOT NULL");
      case "comparison" -> comparison(node, place);
      case "and" -> joined(node, " AND ", place);
      case "or" -> joined(node, " OR ", place);
      default ->
          throw new IllegalExpectationException(
              place, "The row_condition is of no kind that is known. Write it as SQL.");
    };
  }

  private static String joined(JsonNode node, String link, String place) {
    List<String> parts = new ArrayList<>();
    node.path("conditions").forEach(part -> parts.add("(" + structured(part, place) + ")"));
    return String.join(link, parts);
  }

  private static String comparison(JsonNode node, String place) {
    String operator = node.path("operator").asText().replace('_', ' ');
    if (!operator.matches("==|!=|<=?|>=?|IN|NOT IN")) {
      throw new IllegalExpectationException(
          place, "The row_condition compares by \"" + operator + "\". Write it as SQL.");
    }
    return column(node) + " " + operator.replace("==", "=") + " " + literal(node.path("parameter"));
  }

  private static String column(JsonNode node) {
    JsonNode column = node.path("column");
    return quoted(column.path("name").asText(column.asText()));
  }

  private static String quoted(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  private static String literal(JsonNode value) {
    if (value.isArray()) {
      List<String> values = new ArrayList<>();
      value.forEach(item -> values.add(literal(item)));
      return "(" + String.join(", ", values) + ")";
    }
    return value.isTextual() ? literal(value.asText()) : value.asText();
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
