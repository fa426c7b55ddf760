package io.lavra.quality.expectation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A statement about a table's content, as written.
 *
 * @param name Great Expectations' name, e.g. {@code expect_column_values_to_not_be_null}
 * @param arguments the other keys as written: strings, numbers, booleans, lists and maps of these;
 *     a {@code row_condition} that is no SQL is an {@link
 *     io.lavra.quality.expectation.ImportedCondition}; a key without a value counts as not written
 * @param severity what a failure does
 * @param place where it was written, as {@code file:line}
 */
public record Expectation(
    String name, Map<String, Object> arguments, Severity severity, String place) {
  public Expectation {
    Map<String, Object> written = new HashMap<>(arguments);
    written.values().removeIf(Objects::isNull);
    arguments = Map.copyOf(written);
  }

  /** One that blocks the publish, written in code. */
  public static Expectation of(String name, Map<String, Object> arguments) {
    return new Expectation(name, arguments, Severity.FAIL, "code");
  }
}
