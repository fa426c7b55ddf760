package io.lavra.quality.expectation;

import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an expectation says, once its arguments are read. */
public interface Statement {
  /** The column it speaks of, where it speaks of one. */
  Optional<String> column();

  /** What has to be measured. */
  List<Measure> measures();

  /** What the measurements mean. */
  Judgement judge(Measured measured);

  /** What people know it by, where that is not the expectation's name. */
  default Optional<String> label() {
    return Optional.empty();
  }

  /** The columns that must exist, and what they are compared with. */
  default List<ColumnUse> uses() {
    return List.of();
  }

  /** SQL over one row that is true where the row is as expected; row-level expectations only. */
  default Optional<String> rowPredicate() {
    return Optional.empty();
  }

  /** The tables its measures read beside the staged one, as {@code layer.name}. */
  default Set<String> tablesRead() {
    return Set.of();
  }
}
