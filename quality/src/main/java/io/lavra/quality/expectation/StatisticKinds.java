package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Analyzers;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** One number or date of a whole column against bounds; nulls are passed over. */
final class StatisticKinds {
  private static final List<String> ARGUMENTS =
      Stream.concat(Stream.of("column", "row_condition"), Bounds.ARGUMENTS.stream()).toList();

  static final List<Kind> ALL =
      List.of(
          kind("min", a -> extreme(a, "min", Analyzers::minimum)),
          kind("max", a -> extreme(a, "max", Analyzers::maximum)),
          kind("mean", a -> number(a, "mean", "avg(CAST(%s AS DOUBLE))", Analyzers::mean)),
          kind("sum", a -> number(a, "sum", "sum(%s)", Analyzers::sum)));

  private StatisticKinds() {}

  private static Kind kind(String statistic, Function<Arguments, Statement> read) {
    return new Kind("expect_column_" + statistic + "_to_be_between", ARGUMENTS, read);
  }

  private static Statement extreme(
      Arguments arguments,
      String statistic,
      BiFunction<String, Optional<String>, Analyzer<?, Metric<?>>> analyzer) {
    Bounds bounds = Bounds.of(arguments);
    ColumnUse use = ColumnUse.compared(arguments.text("column"), bounds.ends().toList());
    return quantity(arguments, statistic, statistic + "(%s)", bounds, use, analyzer);
  }

  private static Statement number(
      Arguments arguments,
      String statistic,
      String sql,
      BiFunction<String, Optional<String>, Analyzer<?, Metric<?>>> analyzer) {
    ColumnUse use = ColumnUse.numbers(arguments.text("column"));
    return quantity(arguments, statistic, sql, Bounds.ofNumbers(arguments), use, analyzer);
  }

  private static Statement quantity(
      Arguments arguments,
      String statistic,
      String sql,
      Bounds bounds,
      ColumnUse use,
      BiFunction<String, Optional<String>, Analyzer<?, Metric<?>>> analyzer) {
    Rows rows = Rows.of(arguments);
    String column = Sql.name(use.column());
    return Quantity.of(
        Optional.of(use.column()),
        statistic + " of " + use.column(),
        rows.aggregate(statistic + "(" + column + ")", sql.formatted(column)),
        bounds,
        () -> analyzer.apply(use.column(), rows.condition()),
        List.of(use));
  }
}
