package io.lavra.quality.expectation;

import io.lavra.quality.anomaly.Detector;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A number that is like those of earlier published runs. Where there are too few of them it holds,
 * and says so.
 *
 * @param least how many earlier numbers it takes
 */
record Unusual(Numeric metric, Detector detector, int least) implements Statement {
  private static final int SHOWN = 3;

  @Override
  public Optional<String> column() {
    return metric.column();
  }

  @Override
  public List<Measure> measures() {
    return metric.measures();
  }

  @Override
  public List<ColumnUse> uses() {
    return metric.uses().stream()
        .map(use -> metric instanceof Quantity ? ColumnUse.numbers(use.column()) : use)
        .toList();
  }

  @Override
  public Set<String> tablesRead() {
    return metric.tablesRead();
  }

  @Override
  public Judgement judge(Measured measured) {
    List<Double> past = past(measured);
    if (past.size() >= least && detector.canJudge(past)) {
      Requirement alike =
          new Requirement(
              number -> Double.isFinite(number) && !detector.isAnomalous(past, number),
              words(past));
      return metric.requiring(alike).judge(measured);
    }
    OptionalDouble number = metric.number(measured);
    String observed = number.isEmpty() ? "nothing" : Words.number(number.getAsDouble());
    return new Judgement(
        metric.requiring(new Requirement(any -> true, "any number")).judge(measured).analyzer(),
        OptionalDouble.of(number.orElse(0)),
        any -> true,
        "%s; not judged: %s of %s earlier runs".formatted(observed, past.size(), least),
        "");
  }

  /** Oldest first; what is no number tells nothing. */
  private List<Double> past(Measured measured) {
    List<Double> past =
        new ArrayList<>(
            measured.past().stream()
                .map(metric::number)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .filter(Double::isFinite)
                .toList());
    Collections.reverse(past);
    return past;
  }

  private String words(List<Double> past) {
    String newest =
        past.subList(Math.max(0, past.size() - SHOWN), past.size()).stream()
            .map(Words::number)
            .collect(Collectors.joining(", "));
    return "a number like those of %s earlier runs%s, by %s"
        .formatted(
            past.size(), past.isEmpty() ? "" : " (the last: " + newest + ")", detector.name());
  }
}
