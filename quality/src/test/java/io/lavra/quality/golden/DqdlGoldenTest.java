package io.lavra.quality.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.quality.CheckResult;
import io.lavra.quality.Staged;
import io.lavra.quality.Suite;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.table.measure.Measure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Verdicts and numbers of rules are those of DQDL's own executor, which is Deequ's, on Spark over
 * the same nasty values, but for what docs lists. Its side is made by infra/deequ/golden.py. What
 * it cannot evaluate may be judged here, or be a mistake, but never breaks.
 */
class DqdlGoldenTest {
  private final Map<String, String> different = new TreeMap<>();

  @Test
  void verdictsAndNumbersAreThoseOfTheExecutor() throws SQLException, IOException {
    for (GoldenTable table : Golden.tables("deequ")) {
      Map<DqdlGoldenCase, Suite> suites = suites(table);
      List<Measure> measures =
          suites.values().stream().flatMap(s -> s.measures().stream()).distinct().toList();
      try (Staged staged = table.stage()) {
        Map<String, String> measured = staged.measure(measures);
        suites.forEach((each, suite) -> compare(each, suite.judge(measured).checks().get(0)));
      }
    }
    assertEquals(
        String.join("\n", KnownDifferences.ofDqdl()),
        String.join("\n", different.keySet()),
        () -> String.join("\n", different.values()));
  }

  /** A comparison in which all pass, or none does, would show little. */
  @Test
  void bothVerdictsAndErrorsAreSeen() {
    for (Boolean verdict : new Boolean[] {true, false, null}) {
      long such =
          Golden.dqdlCases().stream()
              .filter(each -> Objects.equals(each.passes(), verdict))
              .count();
      assertTrue(such >= 10, () -> verdict + ": only " + such);
    }
  }

  /** What each rule about a table says; a mistake differs from a verdict. */
  private Map<DqdlGoldenCase, Suite> suites(GoldenTable table) {
    Map<DqdlGoldenCase, Suite> suites = new LinkedHashMap<>();
    for (DqdlGoldenCase each : Golden.dqdlCases()) {
      if (each.table().equals(table.table())) {
        try {
          Suite suite = each.ours();
          suite.checkColumns(table.columns());
          suites.put(each, suite);
        } catch (IllegalExpectationException mistake) {
          differs(each, mistake.getMessage());
        }
      }
    }
    return suites;
  }

  private void compare(DqdlGoldenCase each, CheckResult check) {
    if (!each.agrees(check)) {
      differs(each, check.passed() + ", " + check.observed());
    }
  }

  private void differs(DqdlGoldenCase each, String ours) {
    if (each.passes() != null) {
      different.put(each.name(), each.name() + "\n  theirs " + each.theirs() + "; ours " + ours);
    }
  }
}
