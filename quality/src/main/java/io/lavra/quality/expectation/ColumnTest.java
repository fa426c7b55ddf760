package io.lavra.quality.expectation;

import java.util.Map;

/**
 * dbt's shorthand for an expectation of one column: {@code not_null}, {@code unique}, {@code
 * accepted_values} ({@code values: [...]}) or {@code relationships} ({@code to: silver.x}, {@code
 * field: y}).
 *
 * @param column the column it is written under
 * @param test one of the four names
 * @param arguments its own keys as written
 * @param severity what a failure does
 * @param place where it was written, as {@code file:line}
 */
public record ColumnTest(
    String column, String test, Map<String, Object> arguments, Severity severity, String place) {
  public ColumnTest {
    arguments = Map.copyOf(arguments);
  }
}
