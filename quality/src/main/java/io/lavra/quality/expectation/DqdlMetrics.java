package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Numbers of DQDL that Great Expectations has no name for; all are Deequ's. */
final class DqdlMetrics {
  private DqdlMetrics() {}

  /** Of all there is, dividing by the number of values. */
  static Numeric deviation(Arguments in, String column) {
    Measure moments = Rows.of(in).moments(column);
    return new Computed(
        Optional.of(column),
        "standard deviation of " + column,
        List.of(moments),
        measured ->
            measured
                .moments(moments)
                .map(found -> OptionalDouble.of(found.deviation()))
                .orElse(OptionalDouble.empty()),
        Requirement.ANY,
        () -> Analyzers.standardDeviation(column, Rows.of(in).condition()),
        List.of(ColumnUse.numbers(column)),
        Set.of());
  }

  /** In nats, over the values that are there. */
  static Numeric entropy(Arguments in, String column) {
    String sql =
        "(SELECT sum(-n / total * ln(n / total)) FROM groups, (SELECT sum(n) AS total FROM groups))";
    Measure entropy = Rows.of(in).groups(column).measure("entropy", "any_value(" + sql + ")");
    return number("entropy", column, List.of(entropy), measured -> measured.number(entropy));
  }

  /** How many of the different values occur once. */
  static Numeric uniqueRatio(Arguments in, String column) {
    Measure once = Rows.of(in).groups(column).measure("once", "count(*) FILTER (WHERE n = 1)");
    Measure distinct = Rows.of(in).distinct(column);
    return number(
        "share of values that occur once",
        column,
        List.of(once, distinct),
        measured -> measured.share(once, distinct, 0));
  }

  static Numeric correlation(Arguments in, String one, String other) {
    String call =
        "corr(CAST(%s AS DOUBLE), CAST(%s AS DOUBLE))".formatted(Sql.name(one), Sql.name(other));
    Measure correlation =
        Rows.of(in)
            .aggregate("corr(" + Sql.names(List.of(one, other)) + ")", call, Measure.Merge.NONE);
    return new Computed(
        Optional.empty(),
        "correlation of " + one + " and " + other,
        List.of(correlation),
        measured -> measured.number(correlation),
        Requirement.ANY,
        () -> Analyzers.customSql(correlation.sql()),
        List.of(ColumnUse.numbers(one), ColumnUse.numbers(other)),
        Set.of());
  }

  private static Numeric number(
      String subject,
      String column,
      List<Measure> measures,
      Function<Measured, OptionalDouble> formula) {
    return new Computed(
        Optional.of(column),
        subject + " of " + column,
        measures,
        formula,
        Requirement.ANY,
        () -> Analyzers.customSql(measures.get(0).sql()),
        List.of(ColumnUse.any(column)),
        Set.of());
  }
}
