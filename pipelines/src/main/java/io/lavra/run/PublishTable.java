package io.lavra.run;

import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Provenance;
import io.lavra.quality.CheckResult;
import io.lavra.quality.publish.PublishOutcome;
import io.lavra.quality.publish.PublishOutcome.Blocked;
import io.lavra.quality.publish.PublishOutcome.Failed;
import io.lavra.quality.publish.PublishOutcome.Overtaken;
import io.lavra.quality.publish.PublishOutcome.Published;
import io.lavra.run.report.LeftFiles;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Manifest;
import java.util.List;
import java.util.Optional;

/** Audits what a job staged for a table and, where the gate lets it, publishes it by one commit. */
final class PublishTable {
  private final TableBuild build;
  private final Manifest manifest;
  private final double staging;
  private final long start = System.nanoTime();

  /**
   * @param staging the seconds of the job that staged it, alone or with others of its wave
   */
  PublishTable(TableBuild build, Manifest manifest, double staging) {
    this.build = build;
    this.manifest = manifest;
    this.staging = staging;
  }

  TableReport publish() {
    PublishOutcome outcome = build.next().publish(manifest);
    if (outcome instanceof Published published) {
      return published.written() || isOurs(published.version())
          ? report(
              Status.PUBLISHED,
              LeftFiles.added(build.decision().reason(), manifest),
              published.verdict().checks(),
              Optional.of(published.version()))
          : held(published.version());
    }
    if (outcome instanceof Overtaken overtaken) {
      return held(overtaken.version());
    }
    if (outcome instanceof Blocked blocked) {
      return report(
          Status.BLOCKED, blocked.verdict().complaints(), blocked.verdict().checks(), version());
    }
    Failed failed = (Failed) outcome;
    return report(Status.FAILED, failed.why(), failed.checks(), version());
  }

  private boolean isOurs(long version) {
    return Provenance.of(DeltaTable.at(build.folder()).version(version))
        .map(Provenance::runId)
        .filter(build.runId()::equals)
        .isPresent();
  }

  private TableReport held(long version) {
    return TableReport.held(
        build.name(),
        "another run published version %s first".formatted(version),
        Optional.of(version));
  }

  private Optional<Long> version() {
    return build.base().map(TableVersion::version);
  }

  private TableReport report(
      Status status, String reason, List<CheckResult> checks, Optional<Long> version) {
    double seconds = staging + (System.nanoTime() - start) / 1e9;
    if (status != Status.PUBLISHED) {
      return new TableReport(
          build.name(), status, reason, version, false, Counts.NONE, 0, 0, seconds, checks);
    }
    return new TableReport(
        build.name(),
        status,
        reason,
        version,
        false,
        manifest.counts(),
        manifest.files().size(),
        DataFiles.bytes(manifest.files()),
        seconds,
        checks);
  }
}
