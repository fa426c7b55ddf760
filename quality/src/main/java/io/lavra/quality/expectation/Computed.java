package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A number that measurements together give meets a requirement.
 *
 * @param subject what the number is, for people: "mean of unit_price"
 * @param formula from measurements to the number; empty where they do not give one
 * @param analyzer Deequ's name of the number
 */
record Computed(
    Optional<String> column,
    String subject,
    List<Measure> measures,
    Function<Measured, OptionalDouble> formula,
    Requirement requirement,
    Supplier<Analyzer<?, Metric<?>>> analyzer,
    List<ColumnUse> uses,
    Set<String> tablesRead)
    implements Numeric {
  @Override
  public OptionalDouble number(Measured measured) {
    return formula.apply(measured);
  }

  @Override
  public Computed requiring(Requirement other) {
    return new Computed(column, subject, measures, formula, other, analyzer, uses, tablesRead);
  }

  @Override
  public Judgement judge(Measured measured) {
    OptionalDouble number = number(measured);
    String observed = number.isEmpty() ? "" : Words.number(number.getAsDouble());
    return new Judgement(
        analyzer.get(),
        number,
        requirement.test(),
        observed,
        "%s is %s, expected %s"
            .formatted(
                subject,
                number.isEmpty() ? "unknown: there is nothing to measure" : observed,
                requirement.words()));
  }
}
