package io.lavra.quality.gx;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.quality.expectation.IllegalExpectationException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that a suite names instead of writing them: {@code {"$PARAMETER": "name"}}.
 *
 * @param values what the suite says of them under {@code suite_parameters}, in 0.x {@code
 *     evaluation_parameters}
 */
record GxParameters(Map<String, Object> values) {
  private static final String MARK = "$PARAMETER";

  static GxParameters none() {
    return new GxParameters(new LinkedHashMap<>());
  }

  void add(JsonNode named) {
    named
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isNull()) {
                values.put(field.getKey(), GxValues.plain(field.getValue()));
              }
            });
  }

  /**
   * An argument's value.
   *
   * @throws IllegalExpectationException naming a parameter without a value
   */
  Object of(String argument, JsonNode written, String place) {
    if (!written.path(MARK).isTextual()) {
      return GxValues.plain(written);
    }
    String expression = written.path(MARK).asText();
    JsonNode own = written.path(MARK + "." + expression);
    if (!own.isMissingNode() && !own.isNull()) {
      return GxValues.plain(own);
    }
    try {
      return GxExpression.evaluate(expression, values);
    } catch (IllegalArgumentException e) {
      throw new IllegalExpectationException(
          place,
          "\"%s\" cannot be evaluated: %s, in $PARAMETER %s. Add the value to \"suite_parameters\" of the suite, or write it there."
              .formatted(argument, e.getMessage(), expression));
    }
  }
}
