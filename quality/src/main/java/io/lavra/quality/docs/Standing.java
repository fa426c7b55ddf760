package io.lavra.quality.docs;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a lake stands, for who has ten seconds.
 *
 * @param worst the state that colours the whole
 * @param causes the tables that need a look, the gravest first; not those that only wait
 * @param waiting how many tables were skipped behind one of {@code causes}
 * @param counts tables by state
 */
record Standing(
    Verdict worst, List<TableDocs> causes, long waiting, Map<Verdict, Long> counts, long checks) {
  private static final List<Verdict> GRAVEST_FIRST =
      List.of(Verdict.BLOCKED, Verdict.FAILED, Verdict.SKIPPED, Verdict.WARN);

  static Standing of(LakeDocs lake) {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    Set<String> behind = new HashSet<>();
    for (TableDocs table : lake.tables()) {
      counts.merge(table.verdict(), 1L, Long::sum);
      if (table.verdict().isHeldBack()) {
        lake.behind(table.name()).forEach(reader -> behind.add(reader.name()));
      }
    }
    List<TableDocs> waiting =
        lake.tables().stream()
            .filter(table -> table.verdict() == Verdict.SKIPPED && behind.contains(table.name()))
            .toList();
    List<TableDocs> causes =
        lake.tables().stream()
            .filter(table -> table.verdict().needsAttention() && !waiting.contains(table))
            .sorted(Comparator.comparing(table -> GRAVEST_FIRST.indexOf(table.verdict())))
            .toList();
    Verdict calm = counts.containsKey(Verdict.PASS) ? Verdict.PASS : Verdict.NEW;
    return new Standing(
        causes.isEmpty() ? calm : causes.get(0).verdict(),
        causes,
        waiting.size(),
        counts,
        lake.tables().stream().mapToLong(table -> table.checks().size()).sum());
  }

  String headline() {
    if (!causes.isEmpty()) {
      boolean one = causes.size() == 1;
      String need = Shown.count(causes.size(), "table") + (one ? " needs" : " need") + " a look";
      String wait = waiting == 1 ? "1 waits" : Shown.count(waiting) + " wait";
      return waiting == 0 ? need : "%s, %s behind %s".formatted(need, wait, one ? "it" : "them");
    }
    if (worst == Verdict.PASS) {
      return "All is as expected";
    }
    return counts.containsKey(Verdict.UNCHECKED)
        ? "Nothing is checked yet"
        : "Nothing is built yet";
  }

  /** What that means for those who read the tables. */
  String meaning() {
    if (causes.stream().anyMatch(table -> table.verdict().isHeldBack())) {
      return "Of these, readers go on seeing the last good version, where there is one.";
    }
    if (!causes.isEmpty()) {
      return "All is published. What does not hold only warns.";
    }
    return worst == Verdict.PASS
        ? "Every table that was built holds what is expected of it: %s passed."
            .formatted(Shown.count(checks, "check"))
        : "These pages tell what is planned, and what there is.";
  }
}
