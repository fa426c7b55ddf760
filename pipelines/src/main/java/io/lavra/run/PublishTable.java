package io.lavra.run;

import io.lavra.lake.Commit;
import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.DeltaTable;
import io.lavra.lake.Failpoint;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableVersion;
import io.lavra.plan.Provenance;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Severity;
import io.lavra.quality.Verdict;
import io.lavra.source.Ledger;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Audits what a job staged for a table and, where the gate lets it, publishes it by one commit. */
final class PublishTable {
  private final TableBuild build;
  private final Manifest manifest;
  private final double seconds;

  PublishTable(TableBuild build, Manifest manifest, double seconds) {
    this.build = build;
    this.manifest = manifest;
    this.seconds = seconds;
  }

  TableReport publish() {
    if (manifest.failure() != null) {
      return report(Status.FAILED, manifest.failure(), List.of(), version());
    }
    if (!manifest.counts().close()) {
      return report(Status.FAILED, unaccounted(manifest.counts()), List.of(), version());
    }
    Verdict verdict = build.blueprint().suite().judge(manifest.measured());
    Failpoint.reach("audited");
    if (verdict.blocks()) {
      return report(Status.BLOCKED, complaints(verdict), verdict.checks(), version());
    }
    try {
      return commit(verdict);
    } catch (ConcurrentPublishException e) {
      return TableReport.held(
          build.name(),
          "another run published version %d first".formatted(e.winner()),
          Optional.of(e.winner()));
    } catch (LakeException e) {
      return report(Status.FAILED, String.valueOf(e.getMessage()), verdict.checks(), version());
    }
  }

  private TableReport commit(Verdict verdict) {
    DeltaTable table = DeltaTable.at(build.folder());
    Failpoint.reach("committing");
    DeltaTable.Outcome outcome = table.publish(change());
    Failpoint.reach("committed");
    if (outcome instanceof DeltaTable.Outcome.AlreadyPublished already
        && !isOurs(table.version(already.version()))) {
      return TableReport.held(
          build.name(),
          "another run published version %d first".formatted(already.version()),
          Optional.of(already.version()));
    }
    long version =
        outcome instanceof DeltaTable.Outcome.Published published
            ? published.version()
            : ((DeltaTable.Outcome.AlreadyPublished) outcome).version();
    return report(
        Status.PUBLISHED, build.decision().reason(), verdict.checks(), Optional.of(version));
  }

  private boolean isOurs(TableVersion version) {
    return Provenance.of(version).map(Provenance::runId).filter(build.runId()::equals).isPresent();
  }

  private Commit change() {
    return new Commit(
        build.base().map(TableVersion::version).orElse(-1L),
        build.schema(),
        build.partitionBy(),
        manifest.files(),
        manifest.removes(),
        build.appender(),
        build.number(),
        Ledger.marks(manifest.ingested()),
        manifest.removes().isEmpty() ? "WRITE" : "MERGE",
        build.provenance().toJson(),
        true);
  }

  private Optional<Long> version() {
    return build.base().map(TableVersion::version);
  }

  private TableReport report(
      Status status, String reason, List<CheckResult> checks, Optional<Long> version) {
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

  private static String complaints(Verdict verdict) {
    return verdict.checks().stream()
        .filter(check -> !check.passed() && check.severity() == Severity.FAIL)
        .map(CheckResult::message)
        .collect(Collectors.joining("; "));
  }

  private static String unaccounted(Counts counts) {
    return "rows are unaccounted for: read %d, but published %d + quarantined %d + deduplicated %d + filtered %d = %d. This is a defect in Lavra; nothing was published."
        .formatted(
            counts.read(),
            counts.published(),
            counts.quarantined(),
            counts.deduplicated(),
            counts.filtered(),
            counts.published() + counts.quarantined() + counts.deduplicated() + counts.filtered());
  }
}
