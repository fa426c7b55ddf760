package io.lavra.quality.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.TableSchema;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Staged;
import io.lavra.quality.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What we measure by SQL, and what the gate says of it, is what Deequ on Spark measures and says of
 * the same nasty tables, but for what docs lists. Deequ's side is made by infra/deequ/golden.py.
 */
class DeequGoldenTest {
  private static final int LEAST = 40;

  private final Map<String, String> different = new TreeMap<>();

  @Test
  void metricsAndVerdictsAreDeequs() throws SQLException, IOException {
    for (GoldenTable table : Golden.tables("deequ")) {
      try (Staged staged = table.stage()) {
        all()
            .filter(each -> each.table().equals(table.table()))
            .forEach(each -> compare(staged, table.columns(), each));
      }
    }
    assertEquals(
        KnownDifferences.ofDeequ(),
        different.keySet(),
        () -> String.join("\n", different.values()));
  }

  @Test
  void atLeastFortyConstraintsOfDeequsChecksAndItsAnalyzers() {
    Set<String> constraints = kinds("constraints.json");
    Set<String> analyzers = kinds("analyzers.json");
    assertTrue(constraints.size() >= LEAST, () -> "only " + constraints);
    assertTrue(analyzers.size() >= 15, () -> "only " + analyzers);
  }

  /** A comparison in which all pass, or none does, would show little. */
  @Test
  void bothVerdictsAreSeen() {
    Map<Boolean, Long> verdicts =
        Golden.cases("constraints.json").stream()
            .collect(
                Collectors.partitioningBy(
                    each -> Boolean.TRUE.equals(each.passes()), Collectors.counting()));
    verdicts.forEach((verdict, cases) -> assertTrue(cases >= 100, () -> verdict + ": " + cases));
  }

  private static Stream<GoldenCase> all() {
    return Stream.of("analyzers.json", "constraints.json")
        .flatMap(file -> Golden.cases(file).stream());
  }

  private static Set<String> kinds(String file) {
    return Golden.cases(file).stream().map(GoldenCase::kind).collect(Collectors.toSet());
  }

  private void compare(Staged staged, TableSchema schema, GoldenCase each) {
    try {
      Suite suite = Suite.of(each.ours());
      suite.checkColumns(schema);
      CheckResult check = staged.judge(suite).checks().get(0);
      if (!each.agrees(check)) {
        different.put(
            each.name(),
            each.name() + "\n  Deequ %s %s, ours %s".formatted(each.passes(), each.value(), check));
      }
    } catch (SQLException | RuntimeException e) {
      different.put(
          each.name(),
          each.name()
              + "\n  Deequ %s %s, ours cannot: %s".formatted(each.passes(), each.value(), e));
    }
  }
}
