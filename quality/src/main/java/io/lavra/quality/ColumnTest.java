package io.lavra.quality;

import java.util.Map;

/**
 * One of dbt's four column tests, as written under a column.
 *
 * @param column the column it is written under
 * @param test {@code not_null}, {@code unique}, {@code accepted_values} or {@code relationships}
 * @param arguments {@code values} of accepted_values; {@code to} and {@code field} of relationships
 * @param severity what a failure does
 * @param place where it was written, as {@code file:line}
 */
public record ColumnTest(
    String column, String test, Map<String, Object> arguments, Severity severity, String place) {
  public ColumnTest {
    arguments = Map.copyOf(arguments);
  }
}
