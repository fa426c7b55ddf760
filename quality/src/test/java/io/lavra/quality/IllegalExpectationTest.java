package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.expectation.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be evaluated is refused before anything runs, with place and remedy. */
class IllegalExpectationTest {
  private static final String PLACE = "silver/items.yaml:12";
  private static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("unit_price", ColumnType.decimal(12, 2)),
          new Column("state", ColumnType.STRING),
          new Column("day", ColumnType.DATE),
          new Column("at", ColumnType.TIMESTAMP),
          new Column("tags", ColumnType.arrayOf(ColumnType.STRING)));

  static Stream<Arguments> expectations() {
    return Stream.of(
        Arguments.of(
            "expect_colum_values_to_be_unique",
            Map.of(),
            "Unknown expectation \"expect_colum_values_to_be_unique\". Did you mean \"expect_column_values_to_be_unique\"?"),
        Arguments.of(
            "expect_column_values_to_be_unique",
            Map.of("colum", "state"),
            "expect_column_values_to_be_unique has no argument \"colum\". Did you mean \"column\"?"),
        Arguments.of(
            "expect_column_values_to_be_unique",
            Map.of("column", "state", "zebra", 1),
            "expect_column_values_to_be_unique has no argument \"zebra\". Known here: column, mostly, row_condition."),
        Arguments.of(
            "expect_column_values_to_be_unique",
            Map.of(),
            "expect_column_values_to_be_unique needs \"column\". Add \"column:\" and a text."),
        Arguments.of(
            "expect_column_values_to_be_unique",
            Map.of("column", 7),
            "expect_column_values_to_be_unique takes a text as \"column\", not 7."),
        Arguments.of(
            "expect_column_values_to_be_unique",
            Map.of("column", "state", "mostly", 95),
            "expect_column_values_to_be_unique takes a number from 0 to 1 as \"mostly\", not 95."),
        Arguments.of(
            "expect_column_values_to_be_unique",
            Map.of("column", "state", "mostly", Double.NaN),
            "expect_column_values_to_be_unique takes a number from 0 to 1 as \"mostly\", not NaN."),
        Arguments.of(
            "expect_column_values_to_be_in_set",
            Map.of("column", "state", "value_set", "new"),
            "expect_column_values_to_be_in_set takes a list as \"value_set\", not new."),
        Arguments.of(
            "expect_column_values_to_be_between",
            Map.of("column", "state"),
            "expect_column_values_to_be_between needs \"min_value\", \"max_value\" or both. Add \"min_value:\" and a value."),
        Arguments.of(
            "expect_column_values_to_be_between",
            Map.of("column", "unit_price", "min_value", 2, "max_value", 1),
            "expect_column_values_to_be_between has min_value 2 above max_value 1, which no value meets. Swap them."),
        Arguments.of(
            "expect_column_values_to_be_between",
            Map.of("column", "unit_price", "min_value", Double.NaN),
            "expect_column_values_to_be_between takes values that have an order as \"min_value, max_value\", not NaN."),
        Arguments.of(
            "expect_column_mean_to_be_between",
            Map.of("column", "unit_price", "min_value", "low"),
            "expect_column_mean_to_be_between takes numbers as \"min_value, max_value\", not low."),
        Arguments.of(
            "expect_table_row_count_to_equal",
            Map.of("value", 1.5),
            "expect_table_row_count_to_equal takes a whole number, 0 or more as \"value\", not 1.5."),
        Arguments.of(
            "expect_column_values_to_match_regex",
            Map.of("column", "state", "regex", "(?=a)"),
            "expect_column_values_to_match_regex cannot use regex (?=a): invalid or unsupported Perl syntax. Write it in RE2's syntax, without look-around and back-references."),
        Arguments.of(
            "expect_table_row_count_to_equal",
            Map.of("value", 1, "row_condition", "true) OR (true; DROP TABLE staged --"),
            "expect_table_row_count_to_equal takes one SQL condition as \"row_condition\", not true) OR (true; DROP TABLE staged -- (syntax error at or near \")\"). Correct it."),
        Arguments.of(
            "relationships",
            Map.of("column", "state", "to", "items", "field", "id"),
            "relationships takes a table as layer.name as \"to\", not items."),
        Arguments.of(
            "expect_column_values_to_not_be_null",
            Map.of("column", "unit_prise"),
            "expect_column_values_to_not_be_null speaks of column \"unit_prise\", which the table does not have. Did you mean \"unit_price\"?"),
        Arguments.of(
            "expect_column_values_to_be_between",
            Map.of("column", "unit_price", "min_value", "0"),
            "expect_column_values_to_be_between compares column \"unit_price\" of type decimal(12,2) with 0. Write a number, without quotes."),
        Arguments.of(
            "expect_column_values_to_be_in_set",
            Map.of("column", "state", "value_set", List.of("1", 2)),
            "expect_column_values_to_be_in_set compares column \"state\" of type string with 2. Write a text, in quotes."),
        Arguments.of(
            "expect_column_max_to_be_between",
            Map.of("column", "day", "max_value", "31/12/2024"),
            "expect_column_max_to_be_between compares column \"day\" of type date with 31/12/2024. Write a date such as 2024-01-31."),
        Arguments.of(
            "expect_column_max_to_be_between",
            Map.of("column", "at", "max_value", "2024-01-01T25:00:00"),
            "expect_column_max_to_be_between compares column \"at\" of type timestamp with 2024-01-01T25:00:00. Write a date or an instant such as 2024-01-31T18:00:00Z."),
        Arguments.of(
            "expect_column_values_to_match_regex",
            Map.of("column", "unit_price", "regex", "1"),
            "expect_column_values_to_match_regex needs a column of texts, and \"unit_price\" is of type decimal(12,2). Name another column."),
        Arguments.of(
            "expect_column_sum_to_be_between",
            Map.of("column", "tags", "min_value", 1),
            "expect_column_sum_to_be_between needs a column of numbers, and \"tags\" is of type array<string>. Name another column."));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void anExpectation(String name, Map<String, Object> arguments, String message) {
    refuses(
        () ->
            Suite.of(List.of(new Expectation(name, arguments, Severity.FAIL, PLACE)), List.of())
                .checkColumns(SCHEMA),
        message);
  }

  static Stream<Arguments> tests() {
    return Stream.of(
        Arguments.of("not_nul", Map.of(), "Unknown test \"not_nul\". Did you mean \"not_null\"?"),
        Arguments.of(
            "not_null",
            Map.of("value", 1),
            "not_null has no argument \"value\". Known here: mostly, row_condition."),
        Arguments.of(
            "accepted_values",
            Map.of("vales", List.of()),
            "accepted_values has no argument \"vales\". Did you mean \"values\"?"),
        Arguments.of(
            "accepted_values",
            Map.of(),
            "accepted_values needs \"values\". Add \"values:\" and a list."),
        Arguments.of(
            "relationships",
            Map.of("to", "silver.x"),
            "relationships needs \"field\". Add \"field:\" and a name."));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void aTest(String test, Map<String, Object> arguments, String message) {
    refuses(
        () ->
            Suite.of(
                List.of(), List.of(new ColumnTest("state", test, arguments, Severity.FAIL, PLACE))),
        message);
  }

  @Test
  void aTableCannotBeQuarantined() {
    refuses(
        () ->
            Suite.of(
                List.of(),
                List.of(new ColumnTest("state", "unique", Map.of(), Severity.QUARANTINE, PLACE))),
        "expect_column_values_to_be_unique looks at more than one row at a time, so no single row can be kept back for it. Use severity fail or warn.");
  }

  private static void refuses(Runnable reading, String message) {
    IllegalExpectationException thrown =
        assertThrows(IllegalExpectationException.class, reading::run);
    assertEquals(PLACE + ": " + message, thrown.getMessage());
    assertEquals(PLACE, thrown.place());
  }
}
