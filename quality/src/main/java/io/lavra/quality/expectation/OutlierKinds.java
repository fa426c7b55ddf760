package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers far from the others of their column, measured by the column itself. Where a column has no
 * spread that could be measured, nothing is far.
 */
final class OutlierKinds {
  private static final double TUKEY = 1.5;

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_value_z_scores_to_be_less_than",
              List.of("column", "threshold", "double_sided", "mostly", "row_condition"),
              OutlierKinds::scores),
          new Kind(
              "expect_column_values_to_not_be_outliers",
              List.of("column", "method", "multiplier", "mostly", "row_condition"),
              OutlierKinds::outliers));

  private static final String VALUES =
      "SELECT CAST(v1 AS DOUBLE) AS v, n FROM groups WHERE isfinite(CAST(v1 AS DOUBLE))";

  /** The mean, and the deviation of a sample. */
  private static final String DEVIATION =
      "SELECT mean, sqrt(sum(n * (v - mean) * (v - mean)) / nullif(sum(n) - 1, 0)) AS deviation "
          + "FROM (%1$s), (SELECT sum(v * n) / sum(n) AS mean FROM (%1$s)) GROUP BY mean"
              .formatted(VALUES);

  /** The quartiles, between two values where they fall there, as {@code quantile_cont}. */
  private static final String QUARTILES =
      "SELECT %s AS low, %s AS high FROM (SELECT v, sum(n) OVER (ORDER BY v) AS upto, CAST(sum(n) OVER () AS DOUBLE) AS total FROM (%s))"
          .formatted(quantile("0.25 * (total - 1)"), quantile("0.75 * (total - 1)"), VALUES);

  private OutlierKinds() {}

  private static String quantile(String position) {
    String below = "min(v) FILTER (WHERE upto > floor(" + position + "))";
    String above = "min(v) FILTER (WHERE upto > ceil(" + position + "))";
    return "%1$s + (%2$s - %1$s) * any_value(%3$s - floor(%3$s))".formatted(below, above, position);
  }

  /** How many deviations of a sample a value is from the mean. */
  private static Statement scores(Arguments arguments) {
    double threshold = arguments.number("threshold");
    boolean both = arguments.flag("double_sided", true);
    String distance = both ? "abs(v - mean)" : "(v - mean)";
    double limit = both ? Math.abs(threshold) : threshold;
    return far(
        arguments,
        DEVIATION,
        "deviation > 0 AND isfinite(deviation) AND %s / deviation >= %s"
            .formatted(distance, Sql.value(limit)),
        "%s or more standard deviations from the mean".formatted(Words.number(limit)));
  }

  private static Statement outliers(Arguments arguments) {
    double times = arguments.findNumber("multiplier").orElse(TUKEY);
    String factor = Sql.value(times);
    if (arguments.choice("method", List.of("iqr", "std")).equals("iqr")) {
      return far(
          arguments,
          QUARTILES,
          "(v < low - %1$s * (high - low) OR v > high + %1$s * (high - low))".formatted(factor),
          "more than %s interquartile ranges from the quartiles".formatted(Words.number(times)));
    }
    return far(
        arguments,
        DEVIATION,
        "CASE WHEN %1$s * deviation <= 0 THEN v <> mean ELSE abs(v - mean) >= %1$s * deviation END"
            .formatted(factor),
        "%s or more standard deviations from the mean".formatted(Words.number(times)));
  }

  private static Statement far(Arguments arguments, String statistics, String far, String fault) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    String sum = "(SELECT sum(n) FROM (%s), (%s) WHERE %s)".formatted(VALUES, statistics, far);
    Measure unexpected = rows.groups(column).measure("far", "coalesce(any_value(" + sum + "), 0)");
    return new Share(
        Optional.of(column),
        column,
        "values",
        rows.present(column),
        unexpected,
        fault,
        arguments.mostly(),
        () -> Analyzers.customSql(unexpected.sql()),
        List.of(ColumnUse.numbers(column)),
        Optional.empty(),
        Set.of());
  }
}
