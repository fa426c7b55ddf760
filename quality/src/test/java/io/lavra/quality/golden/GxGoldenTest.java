package io.lavra.quality.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.TableSchema;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Staged;
import io.lavra.quality.Suite;
import io.lavra.quality.expectation.IllegalExpectationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Verdicts, counts and numbers are those of Great Expectations on pandas over the same nasty
 * values, but for what docs lists. Great Expectations' side is made by infra/gx/golden.py. What it
 * raises an error for may be judged here, or be a mistake, but never breaks.
 */
class GxGoldenTest {
  private final Map<String, String> different = new TreeMap<>();

  @Test
  void verdictsAndNumbersAreGreatExpectations() throws SQLException, IOException {
    for (GoldenTable table : Golden.tables("gx")) {
      try (Staged staged = table.stage()) {
        for (GxGoldenCase each : Golden.gxCases()) {
          if (each.table().equals(table.table())) {
            compare(staged, table.columns(), each);
          }
        }
      }
    }
    assertEquals(
        String.join("\n", KnownDifferences.ofGreatExpectations()),
        String.join("\n", different.keySet()),
        () -> String.join("\n", different.values()));
  }

  /** A comparison in which all pass, or none does, would show little. */
  @Test
  void bothVerdictsAndErrorsAreSeen() {
    for (Boolean verdict : new Boolean[] {true, false, null}) {
      List<GxGoldenCase> such =
          Golden.gxCases().stream().filter(each -> Objects.equals(each.passes(), verdict)).toList();
      assertTrue(such.size() >= 50, () -> verdict + ": only " + such.size());
    }
  }

  private void compare(Staged staged, TableSchema schema, GxGoldenCase each) throws SQLException {
    try {
      Suite suite = Suite.of(List.of(each.ours()), List.of());
      suite.checkColumns(schema);
      CheckResult check = staged.judge(suite).checks().get(0);
      if (each.passes() != null && !each.agrees(check)) {
        differs(each, check.passed() + ", " + check.observed());
      }
    } catch (IllegalExpectationException mistake) {
      if (each.passes() != null) {
        differs(each, mistake.getMessage());
      }
    } catch (SQLException | RuntimeException broken) {
      differs(each, "BROKEN " + broken);
    }
  }

  private void differs(GxGoldenCase each, String ours) {
    different.put(each.name(), each.name() + "\n  theirs " + each.theirs() + "; ours " + ours);
  }
}
