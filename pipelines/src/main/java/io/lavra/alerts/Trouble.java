package io.lavra.alerts;

import io.lavra.project.outgoing.AlertsOutput.Occasion;
import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Severity;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wrong with one table.
 *
 * @param occasion the first of those asked for that it is one of
 * @param reason in a line, without a row's values
 */
record Trouble(String table, Occasion occasion, String reason) {
  static List<Trouble> of(List<TableReport> tables, Set<Occasion> on) {
    return tables.stream()
        .flatMap(
            table ->
                occasions(table).stream()
                    .filter(on::contains)
                    .limit(1)
                    .map(occasion -> new Trouble(table.table(), occasion, reason(table, occasion))))
        .toList();
  }

  private static Set<Occasion> occasions(TableReport table) {
    Set<Occasion> occasions = EnumSet.noneOf(Occasion.class);
    if (table.status() == Status.FAILED && !table.held()) {
      occasions.add(Occasion.FAILED);
    }
    if (table.status() == Status.BLOCKED) {
      occasions.add(Occasion.BLOCKED);
    }
    if (table.checks().stream().anyMatch(Trouble::isAnomaly)) {
      occasions.add(Occasion.ANOMALY);
    }
    return occasions;
  }

  private static String reason(TableReport table, Occasion occasion) {
    List<CheckResult> told =
        table.checks().stream()
            .filter(check -> isAnomaly(check) || (occasion == Occasion.BLOCKED && blocks(check)))
            .toList();
    return told.isEmpty() || occasion == Occasion.FAILED
        ? Discreet.line(table.reason())
        : told.stream().map(Discreet::check).collect(Collectors.joining("; "));
  }

  private static boolean blocks(CheckResult check) {
    return !check.passed() && check.severity() == Severity.FAIL;
  }

  private static boolean isAnomaly(CheckResult check) {
    return !check.passed() && check.expectation().matches("(?s)anomaly(\\(.*)?");
  }
}
