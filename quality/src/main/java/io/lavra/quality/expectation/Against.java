package io.lavra.quality.expectation;

import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/**
 * A number against a condition of DQDL, which may speak of the numbers of earlier runs. Where it
 * does and there is none, it holds: a table's first version has nothing to be compared with.
 */
record Against(Numeric metric, NumberBasedCondition condition, DQRule rule) implements Statement {
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
    return metric.uses();
  }

  @Override
  public Set<String> tablesRead() {
    return metric.tablesRead();
  }

  @Override
  public Judgement judge(Measured measured) {
    List<Double> past =
        measured.past().stream()
            .map(metric::number)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    Operands operands = new Operands(past);
    String words = condition.getFormattedCondition();
    if (past.isEmpty() && operands.lookBack(condition)) {
      return metric
          .requiring(new Requirement(any -> true, words + ", once there are earlier runs"))
          .judge(measured);
    }
    return metric
        .requiring(new Requirement(n -> condition.evaluate(n, rule, operands), words))
        .judge(measured);
  }
}
