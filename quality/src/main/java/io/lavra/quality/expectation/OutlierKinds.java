package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.Measure;
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

  private OutlierKinds() {}

  /** How many deviations of a sample a value is from the mean. */
  private static Statement scores(Arguments arguments) {
    double threshold = arguments.number("threshold");
    boolean both = arguments.flag("double_sided", true);
    String distance = both ? "abs(v - mean)" : "(v - mean)";
    double limit = both ? Math.abs(threshold) : threshold;
    return far(
        arguments,
        "avg(v) AS mean, stddev_samp(v) AS deviation",
        "deviation > 0 AND %s / deviation >= %s".formatted(distance, Sql.value(limit)),
        "%s or more standard deviations from the mean".formatted(Words.number(limit)));
  }

  private static Statement outliers(Arguments arguments) {
    double times = arguments.findNumber("multiplier").orElse(TUKEY);
    String factor = Sql.value(times);
    if (arguments.choice("method", List.of("iqr", "std")).equals("iqr")) {
      return far(
          arguments,
          "quantile_cont(v, 0.25) AS low, quantile_cont(v, 0.75) AS high",
          "(v < low - %1$s * (high - low) OR v > high + %1$s * (high - low))".formatted(factor),
          "more than %s interquartile ranges from the quartiles".formatted(Words.number(times)));
    }
    return far(
        arguments,
        "avg(v) AS mean, stddev_samp(v) AS deviation",
        "CASE WHEN %1$s * deviation <= 0 THEN v <> mean ELSE abs(v - mean) >= %1$s * deviation END"
            .formatted(factor),
        "%s or more standard deviations from the mean".formatted(Words.number(times)));
  }

  private static Statement far(Arguments arguments, String statistics, String far, String fault) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    String name = Sql.name(column);
    String values =
        "SELECT CAST(%1$s AS DOUBLE) AS v FROM staged WHERE %2$s"
            .formatted(name, rows.and("isfinite(CAST(" + name + " AS DOUBLE))"));
    String sql =
        "SELECT count(*) FROM (%1$s), (SELECT %2$s FROM (%1$s)) WHERE %3$s"
            .formatted(values, statistics, far);
    return new Share(
        Optional.of(column),
        column,
        "values",
        rows.present(column),
        Rows.hashed("far(" + name + ")", Measure.Kind.QUERY, sql),
        fault,
        arguments.mostly(),
        () -> Analyzers.customSql(sql),
        List.of(ColumnUse.numbers(column)),
        Optional.empty(),
        Set.of());
  }
}
