package io.lavra.table.job;

import io.lavra.lake.DataFile;
import io.lavra.table.EngineSettings;
import io.lavra.table.Manifest;
import io.lavra.table.Staged;
import io.lavra.table.measure.MeasureTable;
import io.lavra.table.measure.TableChange;
import io.lavra.table.write.SpreadFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The job's last step: for every table one manifest beside its staged files, also for a table that
 * no piece comes for. Gives the tables' names.
 */
public final class StageTables extends PTransform<PCollection<Staged>, PCollection<String>> {
  private final Map<String, TableChange> changes;
  private final String runId;
  private final EngineSettings settings;

  private StageTables(Map<String, TableChange> changes, String runId, EngineSettings settings) {
    this.changes = new TreeMap<>(changes);
    this.runId = runId;
    this.settings = settings;
  }

  /**
   * @param changes what to do for each table by name; every table that pieces come for must be
   *     there
   */
  public static StageTables of(
      Map<String, TableChange> changes, String runId, EngineSettings settings) {
    return new StageTables(changes, runId, settings);
  }

  @Override
  public PCollection<String> expand(PCollection<Staged> pieces) {
    List<Staged> starts = changes.keySet().stream().map(Staged::nothing).toList();
    PCollection<Staged> started =
        pieces
            .getPipeline()
            .apply("Tables", Create.of(starts).withCoder(SerializableCoder.of(Staged.class)));
    return PCollectionList.of(started)
        .and(pieces)
        .apply(Flatten.pCollections())
        .apply("ByTable", WithKeys.of(Staged::table).withKeyType(TypeDescriptors.strings()))
        .apply(GroupByKey.create())
        .apply("FinishTable", ParDo.of(new FinishFn(changes, runId, settings)));
  }

  private static final class FinishFn extends DoFn<KV<String, Iterable<Staged>>, String> {
    private final Map<String, TableChange> changes;
    private final String runId;
    private final EngineSettings settings;

    FinishFn(Map<String, TableChange> changes, String runId, EngineSettings settings) {
      this.changes = changes;
      this.runId = runId;
      this.settings = settings;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Staged>> pieces,
        PipelineOptions options,
        OutputReceiver<String> output)
        throws IOException {
      try (WorkerLog log = WorkerLog.of(options, pieces.getKey())) {
        finish(pieces);
      }
      output.output(pieces.getKey());
    }

    private void finish(KV<String, Iterable<Staged>> pieces) throws IOException {
      TableChange change = Optional.ofNullable(changes.get(pieces.getKey())).orElseThrow();
      FinishTable finish = new FinishTable(change, settings);
      Manifest manifest =
          Attempt.orReason(
              change.base().table(),
              () -> finish.finish(runId, pieces.getValue()),
              why -> finish.failed(runId, why));
      manifest.write(change.base().folder(), change.manifest());
      SpreadFiles.cleanUp(change.base().folder(), runId);
    }
  }

  /** The manifest of a table that had nothing to do. */
  public static Manifest nothing(TableChange change, String runId, EngineSettings settings)
      throws IOException {
    return new FinishTable(change, settings).finish(runId, List.of());
  }

  /** What the gate would know of a table once these files were added to it. */
  public static Map<String, String> measured(
      TableChange change, List<DataFile> added, EngineSettings settings) throws IOException {
    return new MeasureTable(change, settings).measure(added, List.of());
  }
}
