package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Numbers;
import io.lavra.table.measure.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Several quantiles of a column of numbers, each against a range. A quantile is a value that is
 * there, as SQL's {@code percentile_disc} gives it.
 */
final class QuantileKinds {
  /** How near to an end of its range a quantile counts as within, as a share of the end. */
  private static final double NEAR = 1e-4;

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_quantile_values_to_be_between",
              List.of("column", "quantile_ranges", "allow_relative_error", "row_condition"),
              QuantileKinds::quantiles));

  private QuantileKinds() {}

  private record Range(double quantile, Optional<Double> low, Optional<Double> high) {
    boolean holds(double value) {
      return low.map(end -> value >= end || isNear(value, end)).orElse(true)
          && high.map(end -> value <= end || isNear(value, end)).orElse(true)
          && !Double.isNaN(value);
    }

    private static boolean isNear(double value, double end) {
      return Math.abs(value - end) <= NEAR * Math.abs(end);
    }

    @Override
    public String toString() {
      return low.map(end -> Words.number(end) + " ").orElse("")
          + "…"
          + high.map(end -> " " + Words.number(end)).orElse("");
    }
  }

  private record Quantiles(ColumnUse use, Measure values, List<Range> ranges) implements Statement {
    @Override
    public Optional<String> column() {
      return Optional.of(use.column());
    }

    @Override
    public List<Measure> measures() {
      return List.of(values);
    }

    @Override
    public List<ColumnUse> uses() {
      return List.of(use);
    }

    @Override
    public Judgement judge(Measured measured) {
      Optional<String> text = measured.text(values).filter(found -> !found.isEmpty());
      List<String> observed = List.of(text.orElse("").split(";"));
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < ranges.size() && text.isPresent(); i++) {
        Range range = ranges.get(i);
        if (!range.holds(Numbers.parse(observed.get(i)))) {
          String quantile = Words.number(range.quantile());
          String value = Words.measured(observed.get(i));
          wrong.add("quantile %s is %s, expected %s".formatted(quantile, value, range));
        }
      }
      return new Judgement(
          Analyzers.customSql(values.sql()),
          text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(wrong.size()),
          faults -> faults == 0,
          String.join(", ", observed.stream().map(Words::measured).toList()),
          use.column()
              + ": "
              + (text.isEmpty() ? "there is nothing to measure" : String.join("; ", wrong)));
    }
  }

  private static Statement quantiles(Arguments arguments) {
    Object written =
        arguments
            .find("quantile_ranges")
            .orElseThrow(() -> arguments.missing("quantile_ranges", "quantiles and value_ranges"));
    if (!(written instanceof Map<?, ?> map
        && map.get("quantiles") instanceof List<?> quantiles
        && map.get("value_ranges") instanceof List<?> ranges
        && quantiles.size() == ranges.size()
        && !quantiles.isEmpty())) {
      throw arguments.mistyped(
          "quantile_ranges", "quantiles: [0.5, …] and as many value_ranges: [[0, 10], …]", written);
    }
    List<Range> read = new ArrayList<>();
    for (int i = 0; i < quantiles.size(); i++) {
      read.add(range(arguments, quantiles.get(i), ranges.get(i)));
    }
    ColumnUse use = ColumnUse.numbers(arguments.text("column"));
    return new Quantiles(use, measure(arguments, use.column(), read), read);
  }

  private static Range range(Arguments arguments, Object quantile, Object ends) {
    if (!(quantile instanceof Number share && share.doubleValue() >= 0 && share.doubleValue() <= 1)
        || !(ends instanceof List<?> pair && pair.size() == 2)) {
      throw arguments.mistyped(
          "quantile_ranges", "numbers from 0 to 1 and pairs of ends", quantile + " and " + ends);
    }
    Range range =
        new Range(share.doubleValue(), end(arguments, pair.get(0)), end(arguments, pair.get(1)));
    if (range.low().isPresent()
        && range.high().isPresent()
        && range.low().get() > range.high().get()) {
      throw arguments.illegal("has the range %s, which no value meets. Swap its ends.", ends);
    }
    return range;
  }

  /** An end that is left open is null in JSON, and {@code none} in a table file. */
  private static Optional<Double> end(Arguments arguments, Object end) {
    if (end == null || end.equals("none")) {
      return Optional.empty();
    }
    if (end instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    throw arguments.mistyped("value_ranges", "numbers, or none where an end is open", end);
  }

  private static Measure measure(Arguments arguments, String column, List<Range> ranges) {
    List<Double> quantiles = ranges.stream().map(Range::quantile).toList();
    String name = Sql.name(column);
    String sql = "quantile_disc(CAST(%s AS DOUBLE), [%s])".formatted(name, Sql.values(quantiles));
    String where = Rows.of(arguments).and("NOT isnan(CAST(" + name + " AS DOUBLE))");
    return Rows.hashed(
        "quantiles(" + name + ")",
        Scan.ROWS,
        "array_to_string(" + sql + " FILTER (WHERE " + where + "), ';')");
  }
}
