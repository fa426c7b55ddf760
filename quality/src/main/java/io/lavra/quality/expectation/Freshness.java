package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How old the newest value of a column is when the run's logical date begins, so that the same run
 * finds the same again. What is newer than that is 0 seconds old.
 *
 * @param newest seconds since 1970
 */
record Freshness(ColumnUse use, Measure newest, Requirement requirement) implements Statement {
  static Freshness of(Arguments arguments, String column, Requirement requirement) {
    Measure newest = Rows.of(arguments).epoch("newest", column, "max");
    return new Freshness(ColumnUse.times(column), newest, requirement);
  }

  @Override
  public Optional<String> column() {
    return Optional.of(use.column());
  }

  @Override
  public List<Measure> measures() {
    return List.of(newest);
  }

  @Override
  public List<ColumnUse> uses() {
    return List.of(use);
  }

  @Override
  public Judgement judge(Measured measured) {
    OptionalDouble at = measured.number(newest);
    OptionalDouble age =
        at.isEmpty()
            ? at
            : OptionalDouble.of(Math.max(0, measured.asOf().getEpochSecond() - at.getAsDouble()));
    String hours = age.isEmpty() ? "" : Words.number(Math.floor(age.getAsDouble() / 36) / 100);
    String observed = age.isEmpty() ? "" : hours + " hours old";
    return new Judgement(
        Analyzers.customSql(newest.sql()),
        age,
        requirement.test(),
        observed,
        "the newest %s is %s, expected %s"
            .formatted(
                use.column(),
                age.isEmpty() ? "unknown: there is none" : observed,
                requirement.words()));
  }
}
