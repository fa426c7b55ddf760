package io.lavra.cli.output;

import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Severity;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.words.Inert;
import java.util.Locale;

/** A run in a few lines. */
public final class ReportText {
  private ReportText() {}

  public static void print(RunReport report) {
    for (TableReport table : report.tables()) {
      for (CheckResult check : table.checks()) {
        if (!check.passed() && check.severity() != Severity.QUARANTINE) {
          System.out.printf(
              "%s %s: %s: %s%n",
              check.severity() == Severity.WARN ? "warning" : "blocked",
              table.table(),
              check.expectation(),
              Inert.line(check.message()));
        }
      }
    }
    report.warnings().forEach(warning -> System.out.println("warning: " + Inert.line(warning)));
    report.troubles().forEach(trouble -> System.out.println("trouble: " + Inert.line(trouble)));
    StringBuilder counts = new StringBuilder();
    for (Status status : Status.values()) {
      long n = report.tables().stream().filter(t -> t.status() == status).count();
      if (n > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(n).append(' ').append(status.text());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %s in %.1f s (run %s)%n",
        report.lake(),
        counts,
        report.seconds(),
        report.runId());
  }
}
