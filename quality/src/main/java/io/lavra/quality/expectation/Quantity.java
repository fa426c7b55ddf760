package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One number, date or text of the whole table lies between bounds. Where Deequ's doubles would lose
 * something (dates, texts, whole numbers beyond 2^53) the comparison itself is measured in SQL, and
 * Deequ gets 1 or 0.
 *
 * @param subject what is measured, for people: "min of unit_price"
 * @param value the measurement
 * @param within whether it lies between the bounds, measured where doubles do not do
 * @param analyzer Deequ's name of the value
 */
record Quantity(
    Optional<String> column,
    String subject,
    Measure value,
    Optional<Measure> within,
    Bounds bounds,
    Supplier<Analyzer<?, Metric<?>>> analyzer,
    List<ColumnUse> uses)
    implements Numeric {
  /** A quantity that bounds of any kind may hold. */
  static Quantity of(
      Optional<String> column,
      String subject,
      Measure value,
      Bounds bounds,
      Supplier<Analyzer<?, Metric<?>>> analyzer,
      List<ColumnUse> uses) {
    Optional<Measure> within =
        bounds.areDoubles() ? Optional.empty() : Optional.of(within(value, bounds));
    return new Quantity(column, subject, value, within, bounds, analyzer, uses);
  }

  private static Measure within(Measure value, Bounds bounds) {
    return Rows.hashed("within(" + value.name() + ")", value.scan(), bounds.contain(value.sql()));
  }

  @Override
  public List<Measure> measures() {
    return within.map(test -> List.of(value, test)).orElse(List.of(value));
  }

  @Override
  public OptionalDouble number(Measured measured) {
    return measured.number(value);
  }

  @Override
  public Numeric requiring(Requirement requirement) {
    return new Computed(
        column, subject, List.of(value), this::number, requirement, analyzer, uses, Set.of());
  }

  @Override
  public Judgement judge(Measured measured) {
    Optional<String> text = measured.text(value);
    OptionalDouble number = measured.number(value);
    String observed = text.map(Words::measured).orElse("");
    String complaint =
        "%s is %s, expected %s"
            .formatted(
                subject,
                text.isPresent() ? observed : "unknown: there is nothing to measure",
                bounds);
    return within
        .map(
            test ->
                new Judgement(
                    Analyzers.customSql(test.sql()),
                    measured.number(test),
                    truth -> truth == 1,
                    observed,
                    complaint))
        .orElseGet(
            () -> new Judgement(analyzer.get(), number, bounds::contain, observed, complaint));
  }
}
