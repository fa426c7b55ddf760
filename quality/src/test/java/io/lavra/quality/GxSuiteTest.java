package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.expectation.Severity;
import io.lavra.quality.gx.GxReader;
import io.lavra.quality.gx.GxWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GxSuiteTest {
  private static List<String> read(String json) {
    return GxReader.read(json, "suite.json").stream()
        .map(
            e ->
                e.place()
                    + " "
                    + e.name()
                    + " "
                    + new TreeMap<>(e.arguments())
                    + " "
                    + e.severity())
        .toList();
  }

  @Test
  void bothVersionsAreRead() {
    assertEquals(
        List.of(
            "suite.json:3 expect_column_values_to_be_between {column=price, max_value=9.5, min_value=0} FAIL",
            "suite.json:6 expect_column_values_to_not_be_null {column=id, mostly=0.9} WARN"),
        read(
            """
            {"expectation_suite_name": "items", "expectations": [

              {"expectation_type": "expect_column_values_to_be_between", "meta": {},
               "kwargs": {"column": "price", "min_value": 0, "max_value": 9.5,
                          "result_format": "BASIC", "mostly": null}},
              {"type": "expect_column_values_to_not_be_null", "severity": "warning", "id": "1",
               "kwargs": {"column": "id", "mostly": 0.9}}
            ], "meta": {"great_expectations_version": "0.18.1"}}
            """));
  }

  @Test
  void conditionsAreWrittenAsTheyWereRead() {
    String json =
        """
        {"expectations": [
          {"type": "expect_table_row_count_to_equal", "kwargs":
            {"value": 1, "condition_parser": "pandas", "row_condition": "a == \\"O'Brien\\" & b < 3"}},
          {"type": "expect_table_row_count_to_equal", "kwargs":
            {"value": 1, "row_condition": {"type": "nullity", "column": {"name": "a"}, "is_null": true}}},
          {"type": "expect_table_row_count_to_equal", "kwargs":
            {"value": 1, "condition_parser": "spark", "row_condition": "a = 'x'"}}
        ]}
        """;
    List<Expectation> read = GxReader.read(json, "s.json");
    assertEquals(
        List.of(
            "a == \"O'Brien\" & b < 3", "{type=nullity, column={name=a}, is_null=true}", "a = 'x'"),
        read.stream().map(e -> String.valueOf(e.arguments().get("row_condition"))).toList());
    List<Expectation> again = GxReader.read(GxWriter.write("s", read), "s.json");
    assertEquals(
        read.stream().map(Expectation::arguments).toList(),
        again.stream().map(Expectation::arguments).toList());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<Expectation> suite =
        List.of(
            new Expectation(
                "expect_column_quantile_values_to_be_between",
                Map.of(
                    "column",
                    "é\"x",
                    "quantile_ranges",
                    Map.of(
                        "quantiles",
                        List.of(0, 0.5),
                        "value_ranges",
                        List.of(Arrays.asList(null, 3), List.of(1.5, 1L << 40)))),
                Severity.WARN,
                ""),
            new Expectation(
                "expect_column_values_to_be_increasing",
                Map.of("column", "n", "order_by", List.of("day"), "row_condition", "a = 'x'"),
                Severity.QUARANTINE,
                ""),
            new Expectation(
                "relationships",
                Map.of("column", "id", "to", "silver.known", "field", "code"),
                Severity.FAIL,
                ""));
    List<Expectation> again = GxReader.read(GxWriter.write("silver.items", suite), "s.json");
    assertEquals(
        suite,
        again.stream()
            .map(e -> new Expectation(e.name(), e.arguments(), e.severity(), ""))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"expectations\": [{}]}", "{\"expectations\": 1}", "\0", "{}"})
  void whatIsNoSuiteIsRefused(String json) {
    IllegalExpectationException refused =
        assertThrows(IllegalExpectationException.class, () -> GxReader.read(json, "s.json"));
    assertEquals("s.json:1", refused.place());
  }

  private static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("n", ColumnType.DOUBLE),
          new Column("t", ColumnType.STRING),
          new Column("d", ColumnType.DATE),
          new Column("at", ColumnType.TIMESTAMP));

  /** Each check as "status severity observed message", or what is wrong with the suite. */
  private static String outcome(String name, String kwargs) throws SQLException {
    String json =
        """
        {"evaluation_parameters": {"least": 2, "text": "x"}, "expectations": [
          {"expectation_type": "expect_%s", "kwargs": {%s}}]}
        """
            .formatted(name, kwargs);
    try (Staged staged =
        new Staged(
            """
            CREATE TABLE staged AS SELECT * FROM (VALUES
              (1.0::DOUBLE, 'a', DATE '2024-01-30', TIMESTAMPTZ '2024-01-30 12:00:00Z'),
              (2.5, 'b', DATE '2024-01-31', TIMESTAMPTZ '2024-01-31 06:00:00Z'),
              (NULL, NULL, NULL, NULL)) AS x(n, t, d, "at")
            """)) {
      Suite suite = Suite.of(GxReader.read(json, "s.json"), List.of());
      suite.checkColumns(SCHEMA);
      Circumstances day =
          new Circumstances(Instant.parse("2024-02-01T00:00:00Z"), List.of(), Map.of());
      CheckResult check = suite.judge(staged.measure(suite.measures()), day).checks().get(0);
      return "%s %s | %s | %s"
          .formatted(
              check.passed() ? "pass" : "fail",
              check.severity(),
              check.observed(),
              check.message());
    } catch (IllegalExpectationException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "column_mean_to_be_between ~ \"column\": \"n\" ~ pass WARN | nothing is expected: it has neither min_value nor max_value | ",
        "table_columns_to_match_ordered_list ~ \"column_list\": null ~ pass WARN | nothing is expected: it has no column_list | ",
        "column_mean_to_be_between ~ \"column\": \"nn\" ~ s.json:2: expect_column_mean_to_be_between speaks of column \"nn\", which the table does not have. Did you mean \"n\"?",
        "column_values_to_be_between ~ \"column\": \"n\" ~ s.json:2: expect_column_values_to_be_between needs \"min_value\", \"max_value\" or both. Add \"min_value:\" and a value.",
        "column_values_to_be_between ~ \"column\": \"n\", \"min_value\": -Infinity, \"max_value\": 2 ~ fail FAIL | 1 of 2 values (50 %) outside -Infinity … 2 | n: 1 of 2 values (50 %) is outside -Infinity … 2, expected none",
        "column_max_to_be_between ~ \"column\": \"n\", \"max_value\": Infinity ~ pass FAIL | 2.5 | ",
        "table_row_count_to_be_between ~ \"min_value\": 1, \"max_value\": Infinity ~ pass FAIL | 3 | ",
        "column_max_to_be_between ~ \"column\": \"n\", \"max_value\": NaN ~ s.json:2: expect_column_max_to_be_between takes values that have an order as \"min_value, max_value\", not NaN.",
        "column_values_to_be_between ~ \"column\": \"d\", \"min_value\": \"2024-01-30T00:00:00\", \"parse_strings_as_datetimes\": true ~ pass FAIL | 0 of 2 values outside 2024-01-30T00:00:00 … | ",
        "column_values_to_be_in_set ~ \"column\": \"d\", \"value_set\": [\"2024-01-30 00:00:00\", \"2024-01-31\"] ~ pass FAIL | 0 of 2 values not among 2024-01-30 00:00:00, 2024-01-31 | ",
        "column_values_to_be_between ~ \"column\": \"t\", \"min_value\": \"2024-01-30\", \"parse_strings_as_datetimes\": true ~ s.json:2: expect_column_values_to_be_between needs a column of dates or times, and \"t\" is of type string. Name another column.",
        "column_max_to_be_between ~ \"column\": \"at\", \"min_value\": {\"$PARAMETER\": \"now() - timedelta(hours=18)\"} ~ pass FAIL | 2024-01-31T06:00:00Z | ",
        "column_max_to_be_between ~ \"column\": \"at\", \"strict_min\": true, \"min_value\": {\"$PARAMETER\": \"now() - timedelta(hours=18)\"} ~ fail FAIL | 2024-01-31T06:00:00Z | max of at is 2024-01-31T06:00:00Z, expected after 2024-01-31T06:00:00Z (now() - 18 h)",
        "column_values_to_be_between ~ \"column\": \"at\", \"min_value\": {\"$PARAMETER\": \"now() - timedelta(days=1)\"}, \"max_value\": {\"$PARAMETER\": \"now()\"} ~ fail FAIL | 2024-01-30T12:00:00Z; 2024-01-31T06:00:00Z | min of at is 2024-01-30T12:00:00Z, expected not before 2024-01-31T00:00:00Z (now() - 1 d)",
        "column_values_to_be_between ~ \"column\": \"at\", \"mostly\": 0.5, \"min_value\": {\"$PARAMETER\": \"now()\"} ~ s.json:2: expect_column_values_to_be_between takes no \"mostly\" beside now(). Remove it, or write a date instead of now().",
        "column_most_common_value_to_be_in_set ~ \"column\": \"t\", \"value_set\": [\"a\"] ~ fail FAIL | a, b | most common value of t: a, b, expected a",
        "column_most_common_value_to_be_in_set ~ \"column\": \"n\", \"row_condition\": \"n > 2\", \"value_set\": [2, 2.5] ~ pass FAIL | 2.5 | ",
        "column_distinct_values_to_contain_set ~ \"column\": \"t\", \"value_set\": [\"a\", \"z\"] ~ fail FAIL | missing z | values of t: missing z, expected all of a, z",
        "column_distinct_values_to_equal_set ~ \"column\": \"t\", \"value_set\": [\"a\", \"z\"] ~ fail FAIL | missing z; unexpected b | values of t: missing z; unexpected b, expected a, z",
        "column_values_to_be_of_type ~ \"column\": \"t\", \"type_\": \"int\" ~ fail FAIL | VARCHAR | t is of type VARCHAR, expected int",
        "table_row_count_to_be_between ~ \"min_value\": {\"$PARAMETER\": \"least * 2\"} ~ fail FAIL | 3 | number of rows is 3, expected 4 …",
        "table_row_count_to_be_between ~ \"min_value\": {\"$PARAMETER\": \"most\", \"$PARAMETER.most\": 3} ~ pass FAIL | 3 | ",
        "table_row_count_to_be_between ~ \"min_value\": {\"$PARAMETER\": \"most - 1\"} ~ s.json:2: \"min_value\" cannot be evaluated: \"most\" has no value, in $PARAMETER most - 1. Add the value to \"suite_parameters\" of the suite, or write it there.",
        "table_row_count_to_be_between ~ \"min_value\": {\"$PARAMETER\": \"text\"} ~ s.json:2: expect_table_row_count_to_be_between takes a whole number, 0 or more as \"min_value\", not x.",
      })
  void readsWhatPythonWrote(String name, String kwargs, String expected) throws SQLException {
    assertEquals(expected.strip(), outcome(name, kwargs).strip());
  }
}
