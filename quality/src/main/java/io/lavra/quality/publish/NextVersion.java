package io.lavra.quality.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.DataFile;
import io.lavra.lake.Failpoint;
import io.lavra.lake.LakeException;
import io.lavra.lake.delta.Commit;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.storage.Storage;
import io.lavra.quality.Circumstances;
import io.lavra.quality.Suite;
import io.lavra.quality.Verdict;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.source.Ledger;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Manifest;
import io.lavra.table.Shard;
import io.lavra.table.job.StageTables;
import io.lavra.table.measure.TableChange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table's next version on its way: a job stages its files, the suite is the gate, one commit
 * publishes it.
 *
 * @param to where steps write
 * @param kind what becomes of the files that are there
 * @param others the tables the suite looks at besides, by name
 * @param circumstances what the suite is judged by beside the rows
 * @param base the version the change is computed from; empty where the table is new
 * @param appender who writes; with {@code number} it makes sure that a change is published once
 * @param number one above the appender's last
 * @param provenance a JSON object kept with the version
 */
public record NextVersion(
    Destination to,
    TableChange.Kind kind,
    Suite suite,
    Map<String, Shard> others,
    Circumstances circumstances,
    Optional<TableVersion> base,
    String appender,
    long number,
    String provenance) {
  public NextVersion {
    others = new TreeMap<>(others);
  }

  /**
   * The version after the newest one.
   *
   * @param others the tables that {@link Suite#tablesRead} names
   * @throws IllegalExpectationException where the suite speaks of columns the table will not have
   */
  public static NextVersion of(
      Destination to, TableChange.Kind kind, Suite suite, Shard... others) {
    suite.checkColumns(to.schema());
    Map<String, Shard> byName = new TreeMap<>();
    for (Shard other : others) {
      byName.put(other.table(), other);
    }
    Optional<TableVersion> base = DeltaTable.at(to.folder()).latest();
    String appender = "lavra/" + to.table();
    long last = base.map(version -> version.marks().getOrDefault(appender, 0L)).orElse(0L);
    String provenance = JsonNodeFactory.instance.objectNode().put("run_id", to.runId()).toString();
    return new NextVersion(
        to, kind, suite, byName, Circumstances.NONE, base, appender, last + 1, provenance);
  }

  /** The table as it is, with the columns it will have; no files where it is new. */
  public Shard current() {
    List<DataFile> files = base.map(TableVersion::files).orElse(List.of());
    return new Shard(to.table(), to.folder(), to.schema(), to.partitionBy(), files);
  }

  /** What {@link StageTables} needs to know. */
  public TableChange change() {
    return new TableChange(
        current(), kind, suite.measures(), others, circumstances.base(), Manifest.path(to.runId()));
  }

  /** The last step of a job that stages this table alone. */
  public StageTables stage(EngineSettings settings) {
    return StageTables.of(Map.of(to.table(), change()), to.runId(), settings);
  }

  /**
   * Publishes what the finished job staged, where the gate lets it. Rows kept back are published in
   * the quarantine table first, so that a crash in between loses none; a run that takes its place
   * may keep them a second time, under its own run id.
   */
  public PublishOutcome publish() throws IOException {
    String path = Manifest.path(to.runId());
    Manifest manifest =
        Manifest.read(to.folder(), path)
            .orElseGet(
                () ->
                    Manifest.failed(
                        to.table(),
                        to.runId(),
                        "the job left no manifest. Run the pipeline to its end, then publish."));
    PublishOutcome outcome = publish(manifest, true);
    Storage.at(to.folder()).delete(path);
    return outcome;
  }

  /** Publishes what a manifest names, where the gate lets it; the caller keeps its rejects. */
  public PublishOutcome publish(Manifest manifest) {
    return publish(manifest, false);
  }

  private PublishOutcome publish(Manifest manifest, boolean keepRejects) {
    if (manifest.failure() != null) {
      return new PublishOutcome.Failed(manifest.failure(), List.of());
    }
    if (!manifest.counts().close()) {
      return new PublishOutcome.Failed(unaccounted(manifest.counts()), List.of());
    }
    Verdict verdict = suite.judge(manifest.measured(), circumstances);
    Failpoint.reach("audited");
    if (verdict.blocks()) {
      return new PublishOutcome.Blocked(verdict);
    }
    try {
      if (keepRejects && !manifest.rejects().isEmpty()) {
        new KeptRows(to).publish(manifest.rejects());
      }
      return commit(manifest, verdict);
    } catch (ConcurrentPublishException e) {
      return new PublishOutcome.Overtaken(e.winner(), verdict);
    } catch (LakeException e) {
      return new PublishOutcome.Failed(String.valueOf(e.getMessage()), verdict.checks());
    }
  }

  private PublishOutcome commit(Manifest manifest, Verdict verdict) {
    Failpoint.reach("committing");
    DeltaTable.Outcome outcome = DeltaTable.at(to.folder()).publish(commit(manifest));
    Failpoint.reach("committed");
    boolean written = outcome instanceof DeltaTable.Outcome.Published;
    return new PublishOutcome.Published(outcome.version(), written, verdict);
  }

  private Commit commit(Manifest manifest) {
    return new Commit(
        base.map(TableVersion::version).orElse(-1L),
        to.schema(),
        to.partitionBy(),
        manifest.files(),
        manifest.removes(),
        appender,
        number,
        Ledger.marks(manifest.ingested()),
        kind == TableChange.Kind.MERGE ? "MERGE" : "WRITE",
        provenance,
        true);
  }

  private static String unaccounted(Counts counts) {
    return "rows are unaccounted for: read %s, but published %s + quarantined %s + deduplicated %s + filtered %s = %s. This is a defect in Lavra; nothing was published."
        .formatted(
            counts.read(),
            counts.published(),
            counts.quarantined(),
            counts.deduplicated(),
            counts.filtered(),
            counts.published() + counts.quarantined() + counts.deduplicated() + counts.filtered());
  }
}
