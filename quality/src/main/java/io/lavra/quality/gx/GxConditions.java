package io.lavra.quality.gx;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.quality.condition.Conditions;
import io.lavra.quality.condition.NotUnderstood;
import io.lavra.quality.expectation.IllegalExpectationException;
import java.util.HashMap;
import java.util.Map;

/** Great Expectations' row conditions, which have been written in several languages. */
final class GxConditions {
  private GxConditions() {}

  /**
   * SQL as a text, anything else as an {@link io.lavra.quality.expectation.ImportedCondition}.
   *
   * @param condition a text, or an object as 1.x writes it
   * @param parser the language of the text; SQL where there is none
   * @throws IllegalExpectationException naming the first token that is not understood
   */
  static Object read(JsonNode condition, String parser, String place) {
    try {
      Map<String, Object> written = new HashMap<>();
      written.put("row_condition", GxValues.plain(condition));
      if (!parser.isEmpty()) {
        written.put("condition_parser", parser);
      }
      boolean passedThrough = condition.path("type").asText().equals("pass_through");
      if (condition.isObject() && !passedThrough) {
        return Conditions.structured(GxValues.plain(condition), written);
      }
      String text =
          passedThrough ? condition.path("pass_through_filter").asText() : condition.asText();
      return read(text, parser, written, place);
    } catch (NotUnderstood e) {
      throw new IllegalExpectationException(place, String.valueOf(e.getMessage()));
    }
  }

  private static Object read(
      String text, String parser, Map<String, Object> written, String place) {
    return switch (parser) {
      case "pandas" -> Conditions.pandas(text, written);
      case "python" -> Conditions.python(text, written);
      case "great_expectations", "great_expectations__experimental__" ->
          Conditions.columns(text, written);
      case "", "spark", "spark_sql", "sql" -> text;
      default ->
          throw new IllegalExpectationException(
              place,
              "Unknown condition_parser \"%s\". Use pandas, great_expectations or spark."
                  .formatted(parser));
    };
  }
}
