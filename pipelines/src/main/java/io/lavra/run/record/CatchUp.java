package io.lavra.run.record;

import io.lavra.lake.Location;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Provenance;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Suite;
import io.lavra.run.report.Outcome;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.DataFiles;
import io.lavra.table.EngineSettings;
import io.lavra.table.Manifest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what a run that was killed had published but not recorded. */
public final class CatchUp {
  private final LakeState state;
  private final Map<String, Suite> suites;
  private final EngineSettings settings;
  private final LocalDate date;

  public CatchUp(
      LakeState state, Map<String, Suite> suites, EngineSettings settings, LocalDate date) {
    this.state = state;
    this.suites = suites;
    this.settings = settings;
    this.date = date;
  }

  public void run() throws IOException {
    Map<String, Long> recorded = RecordOutcomes.recorded(state.layer("ops"));
    state.recorded(recorded);
    for (Map.Entry<String, TableVersion> table : state.versions().entrySet()) {
      if (recorded.getOrDefault(table.getKey(), 0L) < state.lastNumber(table.getKey())) {
        catchUp(table.getKey(), table.getValue());
      }
    }
  }

  private void catchUp(String table, TableVersion version) throws IOException {
    Optional<Provenance> provenance = Provenance.of(version);
    if (provenance.isEmpty()) {
      return;
    }
    String runId = provenance.get().runId();
    Optional<Manifest> manifest = manifest(table, runId);
    if (manifest.isEmpty()) {
      return;
    }
    Suite suite = suites.get(table);
    List<CheckResult> checks =
        suite == null ? List.of() : suite.judge(manifest.get().measured()).checks();
    TableReport report =
        new TableReport(
            table,
            Status.PUBLISHED,
            "recorded after a crash",
            Optional.of(version.version()),
            false,
            manifest.get().counts(),
            manifest.get().files().size(),
            DataFiles.bytes(manifest.get().files()),
            0,
            checks);
    Location ops = state.layer("ops");
    LocalDate of = provenance.get().logicalDate().orElse(date);
    new RecordOutcomes(ops, settings, runId, of)
        .record(List.of(new Outcome(report, manifest.get(), provenance.get().number())));
  }

  /** Empty where the run itself has written it down and cleaned up in the meantime. */
  private Optional<Manifest> manifest(String table, String runId) throws IOException {
    try {
      return Manifest.read(state.folder(table), Manifest.path(runId));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
