package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Marks an expectation of an imported suite that expects nothing: it holds, and what is observed
 * says so. Its argument's name is {@link #KEY}.
 *
 * @param missing what it lacks, as a sentence: "it has no value_set"
 */
public record Vacuous(String missing) {
  public static final String KEY = "vacuous";

  private record Nothing(Optional<String> column, String missing) implements Statement {
    @Override
    public List<Measure> measures() {
      return List.of();
    }

    @Override
    public List<ColumnUse> uses() {
      return column.stream().map(ColumnUse::any).toList();
    }

    @Override
    public Judgement judge(Measured measured) {
      return new Judgement(
          Analyzers.customSql(missing),
          OptionalDouble.of(1),
          truth -> true,
          "nothing is expected: " + missing,
          "");
    }
  }

  /** The statement of an expectation that bears the mark. */
  static Optional<Statement> of(Expectation expectation) {
    if (!(expectation.arguments().get(KEY) instanceof Vacuous vacuous)) {
      return Optional.empty();
    }
    Optional<String> column =
        Optional.ofNullable(expectation.arguments().get("column")).map(Object::toString);
    return Optional.of(new Nothing(column, vacuous.missing()));
  }

  @Override
  public String toString() {
    return missing;
  }
}
