package io.lavra.quality.expectation;

import io.lavra.words.Nearest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of a table that anomalies are looked for in, by the names users write. */
final class AnomalyMetrics {
  /** The expectation whose number it is. */
  private static final Map<String, String> OF_A_COLUMN = new LinkedHashMap<>();

  private static final Map<String, String> OF_THE_TABLE =
      Map.of(
          "row_count", "expect_table_row_count_to_be_between",
          "column_count", "expect_table_column_count_to_be_between");

  static {
    OF_A_COLUMN.put("completeness", "expect_column_proportion_of_non_null_values_to_be_between");
    OF_A_COLUMN.put("distinct", "expect_column_unique_value_count_to_be_between");
    OF_A_COLUMN.put("distinct_share", "expect_column_proportion_of_unique_values_to_be_between");
    for (String statistic : new String[] {"min", "max", "sum", "mean", "median", "stdev"}) {
      OF_A_COLUMN.put(statistic, "expect_column_" + statistic + "_to_be_between");
    }
  }

  private AnomalyMetrics() {}

  /** Throws where there is no such metric, or the column is missing or one too many. */
  static Numeric read(Arguments arguments) {
    String metric = arguments.text("metric");
    if (metric.equals("entropy")) {
      return DqdlMetrics.entropy(arguments, arguments.text("column"));
    }
    Map<String, Object> given = new HashMap<>();
    String expectation = OF_THE_TABLE.get(metric);
    if (expectation == null) {
      expectation = OF_A_COLUMN.get(metric);
      if (expectation == null) {
        throw unknown(arguments, metric);
      }
      given.put("column", arguments.text("column"));
    } else if (arguments.find("column").isPresent()) {
      throw arguments.illegal("has no column where its metric is %s. Remove the column.", metric);
    }
    arguments.findText("row_condition").ifPresent(sql -> given.put("row_condition", sql));
    given.put("min_value", 0); // some bound: the number itself is what counts here
    Expectation stands = new Expectation(expectation, given, Severity.FAIL, arguments.place());
    return (Numeric) Catalogue.read(stands);
  }

  private static RuntimeException unknown(Arguments arguments, String metric) {
    Map<String, String> all = new LinkedHashMap<>(OF_A_COLUMN);
    all.putAll(OF_THE_TABLE);
    all.put("entropy", "");
    return arguments.illegal(
        "knows no metric \"%s\". %s",
        metric, Nearest.remedy(metric, all.keySet().stream().sorted().toList()));
  }
}
