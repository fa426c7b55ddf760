package io.lavra.quality.expectation;

import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement that people know by its own words. */
record Labelled(String text, Statement statement) implements Statement {
  @Override
  public Optional<String> label() {
    return Optional.of(text);
  }

  @Override
  public Optional<String> column() {
    return statement.column();
  }

  @Override
  public List<Measure> measures() {
    return statement.measures();
  }

  @Override
  public Judgement judge(Measured measured) {
    return statement.judge(measured);
  }

  @Override
  public List<ColumnUse> uses() {
    return statement.uses();
  }

  @Override
  public Optional<String> rowPredicate() {
    return statement.rowPredicate();
  }

  @Override
  public Set<String> tablesRead() {
    return statement.tablesRead();
  }
}
