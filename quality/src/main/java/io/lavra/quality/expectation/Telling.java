package io.lavra.quality.expectation;

import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement about a number that tells people the values behind it.
 *
 * @param values what is observed, as text
 * @param ofNone what is observed where that is empty
 * @param words what is expected, after "expected"
 */
record Telling(Computed number, Measure values, String ofNone, String words) implements Statement {
  /** As many values as people read. */
  static final int SHOWN = 5;

  @Override
  public Optional<String> column() {
    return number.column();
  }

  @Override
  public List<Measure> measures() {
    return Stream.concat(number.measures().stream(), Stream.of(values)).toList();
  }

  @Override
  public List<ColumnUse> uses() {
    return number.uses();
  }

  @Override
  public Judgement judge(Measured measured) {
    Judgement judged = number.judge(measured);
    if (judged.metric().isEmpty()) {
      return judged;
    }
    String observed =
        measured.text(values).map(Words::measured).filter(text -> !text.isEmpty()).orElse(ofNone);
    return new Judgement(
        judged.analyzer(),
        judged.metric(),
        judged.requirement(),
        observed,
        "%s: %s, expected %s".formatted(number.subject(), observed, words));
  }
}
