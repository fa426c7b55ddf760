package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import io.lavra.table.measure.Measure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SuiteTest {
  private static final String ITEMS =
      """
      CREATE TABLE staged AS SELECT * FROM (VALUES
        ('A', 1.50::DECIMAL(12,2), DATE '2024-01-01', 'new', 1, 2),
        ('B', -2.00, DATE '2024-06-30', 'used', 3, 2),
        ('B', 7.25, NULL, 'lost', 5, 4),
        (NULL, NULL, DATE '2023-12-31', NULL, NULL, 4)) AS t(id, price, day, state, a, b)
      """;

  private static Expectation expect(String name, Object... arguments) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      map.put((String) arguments[i], arguments[i + 1]);
    }
    return new Expectation(name, map, Severity.FAIL, "silver/items.yaml:7");
  }

  private static List<String> findings(Suite suite) throws SQLException {
    try (Staged staged =
        new Staged(
            ITEMS, "CREATE SCHEMA silver", "CREATE TABLE silver.known AS SELECT 'A' AS code")) {
      return staged.judge(suite).checks().stream()
          .map(check -> check.passed() ? "ok: " + check.observed() : check.message())
          .toList();
    }
  }

  @Test
  void everyKindSaysWhatItSaw() throws SQLException {
    Suite suite =
        Suite.of(
            List.of(
                expect("expect_column_values_to_not_be_null", "column", "id"),
                expect("expect_column_values_to_be_null", "column", "day", "mostly", 0.5),
                expect("expect_column_values_to_be_unique", "column", "id"),
                expect(
                    "expect_column_values_to_be_in_set",
                    "column",
                    "state",
                    "value_set",
                    List.of("new", "used")),
                expect(
                    "expect_column_values_to_not_be_in_set",
                    "column",
                    "state",
                    "value_set",
                    List.of("broken")),
                expect("expect_column_values_to_be_between", "column", "price", "min_value", 0),
                expect(
                    "expect_column_values_to_be_between",
                    "column",
                    "day",
                    "min_value",
                    "2024-01-01",
                    "max_value",
                    "2024-06-30",
                    "strict_max",
                    true),
                expect(
                    "expect_column_values_to_match_regex", "column", "state", "regex", "^(new|us)"),
                expect("expect_column_values_to_not_match_regex", "column", "state", "regex", "x"),
                expect(
                    "expect_column_value_lengths_to_be_between", "column", "state", "min_value", 4),
                expect(
                    "expect_column_min_to_be_between", "column", "day", "min_value", "2024-01-01"),
                expect("expect_column_max_to_be_between", "column", "price", "max_value", 7),
                expect(
                    "expect_column_mean_to_be_between",
                    "column",
                    "price",
                    "min_value",
                    2,
                    "max_value",
                    3),
                expect(
                    "expect_column_sum_to_be_between",
                    "column",
                    "price",
                    "min_value",
                    6.75,
                    "max_value",
                    6.75),
                expect(
                    "expect_column_unique_value_count_to_be_between",
                    "column",
                    "id",
                    "min_value",
                    3),
                expect("expect_table_row_count_to_be_between", "min_value", 1000),
                expect("expect_table_row_count_to_equal", "value", 4),
                expect("expect_column_to_exist", "column", "colour"),
                expect(
                    "expect_table_columns_to_match_set",
                    "column_set",
                    List.of("b", "a", "day", "id", "price", "state")),
                expect(
                    "expect_table_columns_to_match_ordered_list",
                    "column_list",
                    List.of("id", "price")),
                expect("expect_compound_columns_to_be_unique", "column_list", List.of("id", "b")),
                expect(
                    "expect_column_pair_values_a_to_be_greater_than_b",
                    "column_A",
                    "a",
                    "column_B",
                    "b"),
                expect(
                    "expect_column_pair_values_to_be_equal",
                    "column_A",
                    "a",
                    "column_B",
                    "b",
                    "mostly",
                    0.9),
                expect(
                    "expect_column_distinct_values_to_be_in_set",
                    "column",
                    "b",
                    "value_set",
                    List.of(2)),
                expect(
                    "expect_column_distinct_values_to_contain_set",
                    "column",
                    "b",
                    "value_set",
                    List.of(2, 4, 6)),
                expect(
                    "expect_column_values_to_be_between",
                    "column",
                    "price",
                    "min_value",
                    0,
                    "row_condition",
                    "state <> 'used'")),
            List.of(
                new ColumnTest("id", "not_null", Map.of("mostly", 0.75), Severity.WARN, "f:1"),
                new ColumnTest("id", "unique", Map.of(), Severity.FAIL, "f:1"),
                new ColumnTest(
                    "state",
                    "accepted_values",
                    Map.of("values", List.of("new", "used", "lost")),
                    Severity.FAIL,
                    "f:1"),
                new ColumnTest(
                    "id",
                    "relationships",
                    Map.of("to", "silver.known", "field", "code"),
                    Severity.FAIL,
                    "f:1")));
    assertEquals(
        List.of(
            "id: 1 of 4 values (25 %) is null, expected none",
            "day: 3 of 4 values (75 %) are not null, expected at most 50 %",
            "id: 2 of 3 values (66.67 %) are repeated, expected none",
            "state: 1 of 3 values (33.33 %) is not among new, used, expected none",
            "ok: 0 of 3 values among broken",
            "price: 1 of 3 values (33.33 %) is outside 0 …, expected none",
            "day: 2 of 3 values (66.67 %) are outside 2024-01-01 … 2024-06-30 (excluded), expected none",
            "state: 1 of 3 values (33.33 %) is without a match of ^(new|us), expected none",
            "ok: 0 of 3 values with a match of x",
            "state: 1 of 3 values (33.33 %) is not 4 … characters long, expected none",
            "min of day is 2023-12-31, expected 2024-01-01 …",
            "max of price is 7.25, expected … 7",
            "ok: 2.25",
            "ok: 6.75",
            "number of different values of id is 2, expected 3 …",
            "number of rows is 4, expected 1000 …",
            "ok: 4",
            "the columns are id, price, day, state, a, b, expected colour among them",
            "ok: id, price, day, state, a, b",
            "the columns are id, price, day, state, a, b, expected id, price in this order",
            "ok: 0 of 4 rows repeated",
            "a, b: 2 of 4 rows (50 %) are without a > b, expected none",
            "a, b: 4 of 4 rows (100 %) are without a = b, expected at most 10 %",
            "b: 2 of 4 values (50 %) are not among 2, expected none",
            "values of b: missing 6, expected all of 2, 4, 6",
            "ok: 0 of 2 values outside 0 …",
            "ok: 1 of 4 values (25 %) null",
            "id: 2 of 3 values (66.67 %) are repeated, expected none",
            "ok: 0 of 3 values not among new, used, lost",
            "id: 2 of 3 values (66.67 %) are missing from silver.known.code, expected none"),
        findings(suite));
    assertEquals(Set.of("silver.known"), suite.tablesRead());
  }

  @Test
  void sharedMeasurementsAreTakenOnce() {
    Suite suite =
        Suite.of(
            List.of(
                expect("expect_column_values_to_be_between", "column", "price", "min_value", 0),
                expect(
                    "expect_column_values_to_be_between",
                    "column",
                    "price",
                    "min_value",
                    0,
                    "mostly",
                    0.5),
                expect("expect_column_values_to_be_unique", "column", "price"),
                expect("expect_table_row_count_to_equal", "value", 4),
                expect("expect_column_values_to_not_be_null", "column", "id")),
            List.of());
    assertEquals(
        List.of(
            "present(\"price\")",
            "unexpected(\"price\")",
            "repeated(\"price\")",
            "rows",
            "missing(\"id\")"),
        suite.measures().stream()
            .map(measure -> measure.name().replaceAll("#[0-9a-f]{12}$", ""))
            .toList());
    assertEquals(
        suite.measures().size(),
        suite.measures().stream().map(Measure::name).collect(Collectors.toSet()).size());
  }

  @Test
  void howeverManyChecksAColumnIsScannedTwice() {
    List<Expectation> checks = new ArrayList<>();
    for (String kind :
        List.of(
            "expect_column_values_to_not_be_null",
            "expect_column_values_to_be_unique",
            "expect_column_unique_value_count_to_be_between",
            "expect_column_proportion_of_unique_values_to_be_between",
            "expect_column_min_to_be_between",
            "expect_column_max_to_be_between",
            "expect_column_mean_to_be_between",
            "expect_column_median_to_be_between",
            "expect_column_stdev_to_be_between",
            "expect_column_sum_to_be_between")) {
      checks.add(
          kind.endsWith("between")
              ? expect(kind, "column", "price", "min_value", 0)
              : expect(kind, "column", "price"));
    }
    checks.add(expect("relationships", "column", "price", "to", "silver.a", "field", "price"));
    checks.add(
        expect(
            "expect_column_most_common_value_to_be_in_set",
            "column",
            "price",
            "value_set",
            List.of(1, 2)));
    checks.add(
        expect("expect_column_value_z_scores_to_be_less_than", "column", "price", "threshold", 3));
    checks.add(
        expect("expect_column_values_to_not_be_outliers", "column", "price", "method", "iqr"));
    assertEquals(
        2, Suite.of(checks, List.of()).measures().stream().map(Measure::scan).distinct().count());
  }

  @Test
  void aRuleKeepsBackExactlyTheUnexpectedRows() throws SQLException {
    Map<String, Object> between =
        Map.of("column", "price", "min_value", 0, "row_condition", "b < 4");
    Suite suite =
        Suite.of(
            List.of(
                new Expectation(
                    "expect_column_values_to_be_between", between, Severity.QUARANTINE, "f:1")),
            List.of(new ColumnTest("id", "not_null", Map.of(), Severity.QUARANTINE, "f:2")));
    assertEquals(
        List.of(
            "expect_column_values_to_be_between(price)", "expect_column_values_to_not_be_null(id)"),
        suite.rowRules().stream().map(rule -> rule.reason()).toList());
    try (Staged staged = new Staged(ITEMS)) {
      for (var rule : suite.rowRules()) {
        assertEquals(
            "1", staged.value("SELECT count(*) FROM staged WHERE NOT (" + rule.predicate() + ")"));
        staged.run("DELETE FROM staged WHERE NOT (" + rule.predicate() + ")");
      }
      assertTrue(staged.judge(suite).checks().stream().allMatch(CheckResult::passed));
    }
  }

  @Test
  void whatIsNotMeasuredDoesNotPass() {
    Suite suite =
        Suite.of(
            List.of(
                expect("expect_column_max_to_be_between", "column", "price", "max_value", 7),
                expect("expect_column_values_to_be_unique", "column", "id"),
                expect("expect_column_to_exist", "column", "id")),
            List.of());
    Verdict verdict = suite.judge(Map.of());
    assertTrue(verdict.blocks());
    assertEquals(
        List.of(
            "max of price is unknown: there is nothing to measure, expected … 7",
            "id could not be measured",
            "the columns are unknown: nothing was measured, expected id among them"),
        verdict.checks().stream().map(CheckResult::message).toList());
  }

  @Test
  void nothingIsInAnEmptySetAndNullsArePassedOver() throws SQLException {
    Map<String, Object> empty = Map.of("column", "state", "value_set", List.of());
    Suite suite =
        Suite.of(
            List.of(
                new Expectation("expect_column_values_to_be_in_set", empty, Severity.FAIL, "f:1"),
                new Expectation(
                    "expect_column_values_to_not_be_in_set", empty, Severity.FAIL, "f:2")),
            List.of());
    assertEquals(
        List.of(
            "state: 3 of 3 values (100 %) are not among no values, expected none",
            "ok: 0 of 3 values among no values"),
        findings(suite));
  }

  @Test
  void anEmptySuitePasses() {
    assertEquals(new Verdict(List.of()), Suite.of(List.of(), List.of()).judge(Map.of()));
  }
}
