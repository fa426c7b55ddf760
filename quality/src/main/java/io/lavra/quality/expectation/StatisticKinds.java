package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Measure.Merge;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One number or date of a whole column against bounds; nulls are passed over. */
final class StatisticKinds {
  private static final List<String> ARGUMENTS =
      Stream.concat(Stream.of("column", "row_condition"), Bounds.ARGUMENTS.stream()).toList();

  static final List<Kind> ALL =
      List.of(
          kind("min", a -> extreme(a, "min", Merge.LEAST, Analyzers::minimum)),
          kind("max", a -> extreme(a, "max", Merge.GREATEST, Analyzers::maximum)),
          kind("sum", StatisticKinds::sum),
          kind("mean", StatisticKinds::mean),
          kind("median", StatisticKinds::median),
          kind("stdev", StatisticKinds::deviation));

  private StatisticKinds() {}

  private static Kind kind(String statistic, Function<Arguments, Statement> read) {
    return new Kind("expect_column_" + statistic + "_to_be_between", ARGUMENTS, read);
  }

  private static Statement extreme(
      Arguments arguments,
      String statistic,
      Merge merge,
      BiFunction<String, Optional<String>, Analyzer<?, Metric<?>>> analyzer) {
    if (RelativeBounds.speak(arguments)) {
      return RelativeBounds.of(arguments, statistic.equals("max"));
    }
    Bounds bounds = Bounds.of(arguments);
    ColumnUse use = ColumnUse.compared(arguments.text("column"), bounds.ends().toList());
    return quantity(arguments, statistic, merge, bounds, use, analyzer);
  }

  private static Statement sum(Arguments arguments) {
    ColumnUse use = ColumnUse.numbers(arguments.text("column"));
    Bounds bounds = Bounds.ofNumbers(arguments);
    return quantity(arguments, "sum", Merge.ADD, bounds, use, Analyzers::sum);
  }

  private static Statement quantity(
      Arguments arguments,
      String statistic,
      Merge merge,
      Bounds bounds,
      ColumnUse use,
      BiFunction<String, Optional<String>, Analyzer<?, Metric<?>>> analyzer) {
    Rows rows = Rows.of(arguments);
    String call = statistic + "(" + Sql.name(use.column()) + ")";
    return Quantity.of(
        Optional.of(use.column()),
        statistic + " of " + use.column(),
        rows.aggregate(call, call, merge),
        bounds,
        () -> analyzer.apply(use.column(), rows.condition()),
        List.of(use));
  }

  private static Statement mean(Arguments arguments) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    String name = Sql.name(column);
    String sql = "sum(CAST(" + name + " AS DOUBLE))";
    Measure total = rows.aggregate("total(" + name + ")", sql, Merge.ADD);
    Measure count = rows.present(column);
    return computed(
        arguments,
        "mean",
        List.of(total, count),
        measured -> measured.share(total, count, Double.NaN),
        () -> Analyzers.mean(column, rows.condition()));
  }

  private static Statement median(Arguments arguments) {
    String column = arguments.text("column");
    String sql = "median(CAST(" + Sql.name(column) + " AS DOUBLE))";
    Measure median =
        Rows.of(arguments).aggregate("median(" + Sql.name(column) + ")", sql, Merge.NONE);
    return computed(
        arguments,
        "median",
        List.of(median),
        measured -> measured.number(median),
        () -> Analyzers.quantile(column, 0.5, Rows.of(arguments).condition()));
  }

  /** Of a sample, as Great Expectations computes it; one value alone has no deviation. */
  private static Statement deviation(Arguments arguments) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    Measure moments = rows.moments(column);
    return computed(
        arguments,
        "standard deviation",
        List.of(moments),
        measured ->
            measured
                .moments(moments)
                .map(found -> OptionalDouble.of(found.sampleDeviation()))
                .orElse(OptionalDouble.empty()),
        () -> Analyzers.standardDeviation(column, rows.condition()));
  }

  private static Statement computed(
      Arguments arguments,
      String statistic,
      List<Measure> measures,
      Function<Measured, OptionalDouble> formula,
      Supplier<Analyzer<?, Metric<?>>> analyzer) {
    ColumnUse use = ColumnUse.numbers(arguments.text("column"));
    return new Computed(
        Optional.of(use.column()),
        statistic + " of " + use.column(),
        measures,
        formula,
        Requirement.of(Bounds.ofNumbers(arguments)),
        analyzer,
        List.of(use),
        Set.of());
  }
}
