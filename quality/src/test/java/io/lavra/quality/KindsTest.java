package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Expectation;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations that Great Expectations' cases do not reach, one by one. */
class KindsTest {
  private static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("n", ColumnType.INT),
          new Column("m", ColumnType.INT),
          new Column("d", ColumnType.DOUBLE),
          new Column("t", ColumnType.STRING),
          new Column("j", ColumnType.STRING),
          new Column("w", ColumnType.STRING));

  private static final String TABLE =
      """
      CREATE TABLE staged AS SELECT * FROM (VALUES
        (1, 1, 1.0::DOUBLE, 'ab', '{"a": 1, "b": ["x", "y"]}', '2024-01-31'),
        (2, 3, 2.0, 'ac', '{"a": 2.5}', '31 January 2024'),
        (3, 3, 3.0, 'bc', '[1, 2]', '01/31/2024 10:15'),
        (4, NULL, 100.0, NULL, 'no', 'soon')) AS x(n, m, d, t, j, w)
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "column_median_to_be_between | {column: n, min_value: 2.5, max_value: 2.5} | ok: 2.5",
        "column_stdev_to_be_between | {column: n, max_value: 1.2} | standard deviation of n is 1.29099444874, expected … 1.2",
        "column_quantile_values_to_be_between | {column: n, quantile_ranges: {quantiles: [0, 0.5], value_ranges: [[1, 1], [3, null]]}} | n: quantile 0.5 is 2, expected 3 …",
        "column_proportion_of_non_null_values_to_be_between | {column: m, min_value: 0.75} | ok: 0.75",
        "column_proportion_of_unique_values_to_be_between | {column: m, max_value: 0.5} | share of different values of m is 0.666666666667, expected … 0.5",
        "column_distinct_values_to_equal_set | {column: m, value_set: [1, 3]} | ok: none else",
        "column_distinct_values_to_equal_set | {column: m, value_set: [1, 2]} | values of m: missing 2; unexpected 3, expected 1, 2",
        "column_value_lengths_to_equal | {column: t, value: 2} | ok: 0 of 3 values not 2 characters long",
        "column_values_to_match_regex_list | {column: t, regex_list: [~^a~, ~c$~], match_on: all} | t: 2 of 3 values (66.67 %) are without a match of all of ^a, c$, expected none",
        "column_values_to_match_regex_list | {column: t, regex_list: [~^a~, ~c$~]} | ok: 0 of 3 values without a match of any of ^a, c$",
        "column_values_to_not_match_regex_list | {column: t, regex_list: [~x~, ~^b~]} | t: 1 of 3 values (33.33 %) is with a match of any of x, ^b, expected none",
        "column_values_to_match_like_pattern | {column: t, like_pattern: a_} | t: 1 of 3 values (33.33 %) is not like a_, expected none",
        "column_values_to_match_like_pattern_list | {column: t, like_pattern_list: [~a%~, ~%c~], match_on: all} | t: 2 of 3 values (66.67 %) are not like a%, %c, expected none",
        "column_values_to_be_decreasing | {column: n} | n: 3 of 4 values (75 %) are not decreasing, expected none",
        "column_values_to_be_increasing | {column: n, order_by: [d]} | ok: 0 of 4 values not increasing",
        "column_values_to_be_dateutil_parseable | {column: w} | w: 1 of 4 values (25 %) is no date or time, expected none",
        "column_values_to_match_strftime_format | {column: w, strftime_format: ~%Y-%m-%d~} | w: 3 of 4 values (75 %) are not written as %Y-%m-%d, expected none",
        "column_values_to_be_json_parseable | {column: j} | j: 1 of 4 values (25 %) is no JSON, expected none",
        "column_values_to_match_json_schema | {column: j, json_schema: {type: object, required: [a], properties: {a: {type: integer}, b: {type: array, items: {enum: [x, y]}, uniqueItems: true}}, additionalProperties: false}} | j: 3 of 4 values (75 %) are unlike the JSON Schema, expected none",
        "column_values_to_match_json_schema | {column: j, mostly: 0.5, json_schema: {type: object, properties: {b: {items: {pattern: ~^[xy]$~}, maxItems: 2}, a: {exclusiveMaximum: 3, multipleOf: 0.5}}}} | ok: 2 of 4 values (50 %) unlike the JSON Schema",
        "column_value_z_scores_to_be_less_than | {column: d, threshold: 1.4, double_sided: true} | d: 1 of 4 values (25 %) is 1.4 or more standard deviations from the mean, expected none",
        "column_values_to_not_be_outliers | {column: d, method: iqr, multiplier: 1.5} | d: 1 of 4 values (25 %) is more than 1.5 interquartile ranges from the quartiles, expected none",
        "column_values_to_not_be_outliers | {column: d, method: std, multiplier: 2} | ok: 0 of 4 values 2 or more standard deviations from the mean",
        "column_values_to_be_of_type | {column: n, type_: INTEGER} | ok: INTEGER",
        "column_values_to_be_in_type_list | {column: d, type_list: [int64, FloatType]} | ok: DOUBLE",
        "column_type_to_be | {column: t, type_: bigint} | t is of type VARCHAR, expected bigint",
        "multicolumn_values_to_be_equal | {column_list: [n, m]} | n, m: 2 of 4 rows (50 %) are with different values, expected none",
        "multicolumn_sum_to_equal | {column_list: [n, m], sum_total: 6, ignore_row_if: any_value_is_missing} | n, m: 2 of 3 rows (66.67 %) are without a sum of 6, expected none",
        "column_pair_values_to_be_in_set | {column_A: n, column_B: m, value_pairs_set: [[1, 1], [4, null]]} | n, m: 2 of 4 rows (50 %) are not among 2 pairs, expected none",
        "table_column_count_to_equal | {value: 6} | ok: 6",
        "table_column_count_to_be_between | {max_value: 5} | number of columns is 6, expected … 5",
        "column_kl_divergence_to_be_less_than | {column: m, threshold: 0.1, partition_object: {values: [1, 3], weights: [0.5, 0.5]}} | ok: 0.0566330122651",
        "column_kl_divergence_to_be_less_than | {column: m, threshold: 9, partition_object: {values: [1, 2], weights: [0.5, 0.5]}} | divergence of m is Infinity, expected … 9",
        "column_kl_divergence_to_be_less_than | {column: n, threshold: 0, partition_object: {bins: [1, 2, 4], weights: [0.25, 0.75]}} | ok: 0",
        "column_chisquare_test_p_value_to_be_greater_than | {column: m, p: 0.6, partition_object: {values: [1, 3], weights: [0.5, 0.5]}} | p value of chi-square of m is 0.563702861651, expected 0.6 (excluded) …",
      })
  void saysWhatItSaw(String name, String arguments, String said) throws SQLException {
    String json = arguments.replace("~", "\"");
    @SuppressWarnings("unchecked")
    Map<String, Object> map =
        (Map<String, Object>)
            java.util.Objects.requireNonNull(GxTable.plain(JsonParser.parseString(json)));
    Suite suite = Suite.of(Expectation.of("expect_" + name, map));
    suite.checkColumns(SCHEMA);
    try (Staged staged = new Staged(TABLE)) {
      List<String> found =
          staged.judge(suite).checks().stream()
              .map(check -> check.passed() ? "ok: " + check.observed() : check.message())
              .toList();
      assertEquals(List.of(said), found);
    }
  }
}
