package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.quality.gx.GxReader;
import io.lavra.quality.gx.GxWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
