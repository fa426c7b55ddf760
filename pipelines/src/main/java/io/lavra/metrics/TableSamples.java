package io.lavra.metrics;

import io.lavra.lake.delta.TableVersion;
import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Severity;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.Counts;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a table that a run looked at. A table that stays as it is keeps what was told of
 * it when it was made.
 */
final class TableSamples {
  private final Group group;
  private final TableReport report;
  private final List<Sample> samples = new ArrayList<>();

  private TableSamples(Group group, TableReport report) {
    this.group = group;
    this.report = report;
  }

  /**
   * @param version what readers see, where the table exists
   * @param end of the run
   * @return nothing of a table that another run holds: that one tells
   */
  static List<Sample> of(
      Group group, TableReport report, @Nullable TableVersion version, Instant end) {
    if (report.held()) {
      return List.of();
    }
    TableSamples table = new TableSamples(group.with(report.table()), report);
    table.status(end);
    if (version != null) {
      table.version(version);
    }
    if (isMade(report)) {
      table.add(Family.TABLE_DURATION, report.seconds());
      table.checks();
    }
    if (report.status() == Status.PUBLISHED) {
      table.counts(report.counts());
    }
    return table.samples;
  }

  /** Whether a job worked on it; a table that fails for want of an input takes no time. */
  private static boolean isMade(TableReport report) {
    return report.status() != Status.UNCHANGED
        && report.status() != Status.SKIPPED
        && report.seconds() > 0;
  }

  private void status(Instant end) {
    for (Status status : Status.values()) {
      add(
          Family.TABLE_STATUS,
          Labels.of("status", status.text()),
          status == report.status() ? 1 : 0);
    }
    if (report.status() == Status.PUBLISHED || report.status() == Status.UNCHANGED) {
      add(Family.TABLE_LAST_SUCCESS, RunSamples.seconds(end));
    }
  }

  private void version(TableVersion version) {
    Instant committed = Instant.ofEpochMilli(version.timestampMillis());
    add(Family.TABLE_LAST_PUBLISHED, RunSamples.seconds(committed));
    add(Family.TABLE_VERSION, version.version());
    add(Family.TABLE_ROWS, version.rows());
    add(Family.TABLE_BYTES, version.bytes());
  }

  private void counts(Counts counts) {
    add(Family.TABLE_READ, counts.read());
    add(Family.TABLE_PUBLISHED, counts.published());
    add(Family.TABLE_QUARANTINED, counts.quarantined());
    add(Family.TABLE_DEDUPLICATED, counts.deduplicated());
    add(Family.TABLE_FILTERED, counts.filtered());
  }

  private void checks() {
    for (Severity severity : Severity.values()) {
      for (boolean passed : new boolean[] {true, false}) {
        Labels labels =
            Labels.of(
                "severity",
                severity.name().toLowerCase(Locale.ROOT),
                "status",
                passed ? "pass" : "fail");
        add(Family.TABLE_CHECKS, labels, checks(severity, passed));
      }
    }
  }

  private long checks(Severity severity, boolean passed) {
    return report.checks().stream()
        .filter((CheckResult check) -> check.severity() == severity && check.passed() == passed)
        .count();
  }

  private void add(Family family, double value) {
    add(family, Labels.EMPTY, value);
  }

  private void add(Family family, Labels further, double value) {
    samples.add(Sample.of(family, group, further, value));
  }
}
