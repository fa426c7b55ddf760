package io.lavra.metrics;

import io.lavra.plan.Plan;
import io.lavra.project.Lake;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.Status;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is told of a run as a whole. */
final class RunSamples {
  private static final List<String> WAYS =
      List.of("published", "unchanged", "blocked", "held", "failed");

  private final Group group;
  private final List<Sample> samples = new ArrayList<>();

  private RunSamples(Group group) {
    this.group = group;
  }

  /** Of a run that came to its end. */
  static List<Sample> of(Group group, Lake lake, RunReport report, Instant start, Instant end) {
    RunSamples run = new RunSamples(group);
    run.ended(lake, report.status(), start, end);
    if (report.exitCode() == 0) {
      run.add(Family.RUN_LAST_SUCCESS, Labels.EMPTY, seconds(end));
    }
    for (Status status : Status.values()) {
      long tables = report.tables().stream().filter(table -> table.status() == status).count();
      run.add(Family.RUN_TABLES, Labels.of("status", status.text()), tables);
    }
    return run.samples;
  }

  /** Of a run that broke down and left no report. */
  static List<Sample> brokenDown(Group group, Lake lake, Instant start, Instant end) {
    RunSamples run = new RunSamples(group);
    run.ended(lake, "failed", start, end);
    Arrays.stream(Status.values())
        .forEach(status -> run.add(Family.RUN_TABLES, Labels.of("status", status.text()), 0));
    return run.samples;
  }

  private void ended(Lake lake, String how, Instant start, Instant end) {
    WAYS.forEach(way -> add(Family.RUN_STATUS, Labels.of("status", way), way.equals(how) ? 1 : 0));
    add(Family.RUN_START, Labels.EMPTY, seconds(start));
    add(Family.RUN_END, Labels.EMPTY, seconds(end));
    add(Family.RUN_DURATION, Labels.EMPTY, seconds(end) - seconds(start));
    add(Family.RUN_STORAGE_RETRIES, Labels.EMPTY, io.lavra.lake.storage.StorageRetries.count());
    add(Family.STALE_AFTER, Labels.EMPTY, lake.metrics().staleAfter().toSeconds());
    lake.tables()
        .forEach(
            (name, table) ->
                add(
                    Family.TABLE_DECLARED,
                    Group.ofTable(name).merge(Labels.of("kind", Plan.kind(table.definition()))),
                    1));
  }

  private void add(Family family, Labels further, double value) {
    samples.add(Sample.of(family, group, further, value));
  }

  /** Since 1970; to the millisecond. */
  static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
