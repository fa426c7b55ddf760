package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several statements as one, which holds where all of them do, or any. */
record AllOrAny(boolean all, List<Statement> parts) implements Statement {
  @Override
  public Optional<String> column() {
    return Optional.empty();
  }

  @Override
  public List<Measure> measures() {
    return parts.stream().flatMap(part -> part.measures().stream()).toList();
  }

  @Override
  public List<ColumnUse> uses() {
    return parts.stream().flatMap(part -> part.uses().stream()).toList();
  }

  @Override
  public Set<String> tablesRead() {
    Set<String> tables = new TreeSet<>();
    parts.forEach(part -> tables.addAll(part.tablesRead()));
    return tables;
  }

  /** Where every part speaks of single rows. */
  @Override
  public Optional<String> rowPredicate() {
    List<String> predicates =
        parts.stream()
            .flatMap(part -> part.rowPredicate().stream())
            .map(p -> "(" + p + ")")
            .toList();
    return predicates.size() < parts.size()
        ? Optional.empty()
        : Optional.of(String.join(all ? " AND " : " OR ", predicates));
  }

  @Override
  public Judgement judge(Measured measured) {
    List<Judgement> judgements = parts.stream().map(part -> part.judge(measured)).toList();
    Stream<Boolean> each = judgements.stream().map(AllOrAny::holds);
    boolean holds = all ? each.allMatch(truth -> truth) : each.anyMatch(truth -> truth);
    return new Judgement(
        Analyzers.customSql(
            measures().stream()
                .map(Measure::name)
                .collect(Collectors.joining(all ? " & " : " | "))),
        OptionalDouble.of(holds ? 1 : 0),
        truth -> truth == 1,
        judgements.stream().map(Judgement::observed).collect(Collectors.joining("; ")),
        judgements.stream()
            .filter(judgement -> !holds(judgement))
            .map(Judgement::complaint)
            .collect(Collectors.joining(all ? "; " : ", and ")));
  }

  private static boolean holds(Judgement judgement) {
    return judgement.metric().isPresent()
        && judgement.requirement().test(judgement.metric().getAsDouble());
  }
}
