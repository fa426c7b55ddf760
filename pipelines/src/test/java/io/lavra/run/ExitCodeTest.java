package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.report.RunReport;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of several reasons to end badly the weightiest counts: 1 before 5 before 3. */
class ExitCodeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unchanged                        | 0 | unchanged",
        "unchanged published              | 0 | published",
        "published blocked skipped        | 3 | blocked",
        "blocked held skipped             | 5 | held",
        "blocked held failed skipped      | 1 | failed",
        "failed published                 | 1 | failed",
        "held unchanged                   | 5 | held"
      })
  void theWeightiestCounts(String tables, int exit, String status) {
    RunReport report =
        new RunReport(
            "run",
            "shop",
            LocalDate.EPOCH,
            0,
            Arrays.stream(tables.split(" ")).map(ExitCodeTest::table).toList(),
            java.util.Map.of(),
            java.util.List.of());
    assertEquals(exit + " " + status, report.exitCode() + " " + report.status());
  }

  private static TableReport table(String status) {
    return status.equals("held")
        ? TableReport.held("a.b", "", Optional.empty())
        : TableReport.without(
            "a.b",
            Status.valueOf(status.toUpperCase(java.util.Locale.ROOT)),
            "",
            Optional.empty(),
            0);
  }
}
