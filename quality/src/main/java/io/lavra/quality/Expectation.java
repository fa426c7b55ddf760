package io.lavra.quality;

import java.util.Map;

/**
 * A statement about a table's content, as written.
 *
 * @param name Great Expectations' name, e.g. {@code expect_column_values_to_not_be_null}
 * @param arguments the other keys as written: strings, numbers, booleans, lists and maps of these
 * @param severity what a failure does
 * @param place where it was written, as {@code file:line}
 */
public record Expectation(
    String name, Map<String, Object> arguments, Severity severity, String place) {
  public Expectation {
    arguments = Map.copyOf(arguments);
  }
}
