package io.lavra.run.record;

import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.DataFile;
import io.lavra.lake.Failpoint;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.Commit;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.quality.CheckResult;
import io.lavra.run.report.Outcome;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.EngineSettings;
import io.lavra.table.job.RowFile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what became of tables, in the tables of {@code ops}. Each published change is written
 * down once, however often this is tried: the record carries the table's run number as a mark.
 */
public final class RecordOutcomes {
  private static final int TRIES = 20;
  private static final String MARK = "lavra/recorded/";

  private final Location ops;
  private final EngineSettings settings;
  private final String runId;
  private final LocalDate date;

  public RecordOutcomes(Location ops, EngineSettings settings, String runId, LocalDate date) {
    this.ops = ops;
    this.settings = settings;
    this.runId = runId;
    this.date = date;
  }

  /** The number of the last change of each table that is written down in full. */
  public static Map<String, Long> recorded(Location ops) {
    Map<String, Long> numbers = new TreeMap<>();
    DeltaTable.at(ops.resolve(OpsTables.RUNS))
        .latest()
        .map(TableVersion::marks)
        .orElse(Map.of())
        .forEach(
            (mark, number) -> {
              if (mark.startsWith(MARK)) {
                numbers.put(mark.substring(MARK.length()), number);
              }
            });
    return numbers;
  }

  public void record(List<Outcome> outcomes) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    append(OpsTables.QUARANTINE, outcomes, (outcome, rows) -> {});
    append(OpsTables.AUDIT, outcomes, this::audit);
    append(OpsTables.METRICS, outcomes, this::metrics);
    append(OpsTables.RUNS, outcomes, (outcome, rows) -> run(outcome, now, rows));
  }

  private interface Rows {
    void add(Outcome outcome, List<List<@Nullable Object>> rows);
  }

  private void append(String name, List<Outcome> outcomes, Rows content) throws IOException {
    Location folder = ops.resolve(name);
    DeltaTable table = DeltaTable.at(folder);
    for (int tries = 0; ; tries++) {
      TableVersion latest = table.latest().orElse(null);
      List<Outcome> open = outcomes.stream().filter(o -> !isRecorded(o, latest)).toList();
      List<DataFile> files = files(name, folder, open, content);
      if (files.isEmpty() && (latest != null || !name.equals(OpsTables.RUNS))) {
        return;
      }
      try {
        if (table.publish(commit(name, latest, files, open))
            instanceof DeltaTable.Outcome.Published) {
          Failpoint.reach("recorded-" + name);
          return;
        }
        // Another run was writing down this one's outcomes, as far as they were published by then.
      } catch (ConcurrentPublishException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static boolean isRecorded(Outcome outcome, @Nullable TableVersion latest) {
    return latest != null
        && outcome.report().status() == Status.PUBLISHED
        && latest.marks().getOrDefault(MARK + outcome.report().table(), 0L) >= outcome.number();
  }

  private List<DataFile> files(String name, Location folder, List<Outcome> open, Rows content)
      throws IOException {
    if (name.equals(OpsTables.QUARANTINE)) {
      List<DataFile> rejects = new ArrayList<>();
      open.stream()
          .filter(outcome -> outcome.report().status() == Status.PUBLISHED)
          .forEach(outcome -> rejects.addAll(outcome.manifest().rejects()));
      return rejects;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    open.forEach(outcome -> content.add(outcome, rows));
    try (RowFile file = RowFile.create(settings, schema(name))) {
      for (List<@Nullable Object> row : rows) {
        file.write(row);
      }
      return file.finish(folder, runId).stream().toList();
    }
  }

  private Commit commit(
      String name, @Nullable TableVersion latest, List<DataFile> files, List<Outcome> open) {
    Map<String, Long> marks = new TreeMap<>();
    for (Outcome outcome : open) {
      if (outcome.report().status() == Status.PUBLISHED) {
        marks.put(MARK + outcome.report().table(), outcome.number());
      }
    }
    String appender = "lavra/record/" + runId;
    long last = latest == null ? 0 : latest.marks().getOrDefault(appender, 0L);
    return new Commit(
        latest == null ? -1 : latest.version(),
        schema(name),
        List.of(),
        files,
        List.of(),
        appender,
        last + 1,
        marks,
        "WRITE",
        "{}",
        true);
  }

  private static TableSchema schema(String name) {
    return Objects.requireNonNull(OpsTables.SCHEMAS.get(name));
  }

  private void audit(Outcome outcome, List<List<@Nullable Object>> rows) {
    long position = 0;
    for (CheckResult check : outcome.report().checks()) {
      rows.add(
          Arrays.asList(
              outcome.manifest().runId(),
              outcome.report().table(),
              position++,
              check.expectation(),
              check.column().orElse(null),
              check.severity().name().toLowerCase(Locale.ROOT),
              check.passed() ? "pass" : "fail",
              check.observed(),
              check.message()));
    }
  }

  private void metrics(Outcome outcome, List<List<@Nullable Object>> rows) {
    new TreeMap<>(outcome.manifest().measured())
        .forEach(
            (metric, value) ->
                rows.add(
                    Arrays.asList(
                        outcome.manifest().runId(), outcome.report().table(), metric, value)));
  }

  private void run(Outcome outcome, Instant now, List<List<@Nullable Object>> rows) {
    TableReport report = outcome.report();
    rows.add(
        Arrays.asList(
            outcome.manifest().runId(),
            report.table(),
            date,
            report.status().text(),
            report.reason(),
            report.version().orElse(null),
            report.counts().read(),
            report.counts().published(),
            report.counts().quarantined(),
            report.counts().deduplicated(),
            report.counts().filtered(),
            (long) report.files(),
            report.bytes(),
            report.seconds(),
            now));
  }
}
