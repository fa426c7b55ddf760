package io.lavra.quality.docs;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a lake stands, for who has ten seconds.
 *
 * @param worst the state that colours the whole
 * @param troubled the tables that need a look: causes first, what was skipped behind them last
 * @param counts tables by state
 */
record Standing(
    Verdict worst, List<TableDocs> troubled, Map<Verdict, Long> counts, long checks, int all) {
  private static final List<Verdict> GRAVEST_FIRST =
      List.of(Verdict.BLOCKED, Verdict.FAILED, Verdict.WARN, Verdict.SKIPPED);

  static Standing of(LakeDocs lake) {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    lake.tables().forEach(table -> counts.merge(table.verdict(), 1L, Long::sum));
    List<TableDocs> troubled =
        lake.tables().stream()
            .filter(table -> table.verdict().needsAttention())
            .sorted(Comparator.comparing(table -> GRAVEST_FIRST.indexOf(table.verdict())))
            .toList();
    Verdict calm = counts.containsKey(Verdict.PASS) ? Verdict.PASS : Verdict.NEW;
    return new Standing(
        troubled.isEmpty() ? calm : troubled.get(0).verdict(),
        troubled,
        counts,
        lake.tables().stream().mapToLong(table -> table.checks().size()).sum(),
        lake.tables().size());
  }

  String headline() {
    if (!troubled.isEmpty()) {
      String need = troubled.size() == 1 ? "needs" : "need";
      return "%s of %s %s a look".formatted(troubled.size(), Shown.count(all, "table"), need);
    }
    return switch (worst) {
      case PASS -> "All is as expected";
      default ->
          counts.containsKey(Verdict.UNCHECKED) ? "Nothing is checked yet" : "Nothing is built yet";
    };
  }

  /** What that means for those who read the tables. */
  String meaning() {
    long held = troubled.stream().filter(table -> table.verdict().isHeldBack()).count();
    if (held > 0) {
      return "Readers go on seeing the last good version of %s."
          .formatted(held == 1 ? "one of them" : Shown.count(held, "table"));
    }
    if (!troubled.isEmpty()) {
      return "All is published. What does not hold only warns.";
    }
    return switch (worst) {
      case PASS ->
          "Every table that was built holds what is expected of it: %s passed."
              .formatted(Shown.count(checks, "check"));
      default -> "These pages tell what is planned.";
    };
  }
}
