package io.lavra.table.job;

import io.lavra.lake.Column;
import io.lavra.lake.DataFile;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/** From rows to data files of a table: a few files, whatever the runner's bundles. */
public final class WriteRows extends PTransform<PCollection<Row>, PCollection<Staged>> {
  private final Destination to;
  private final EngineSettings settings;

  private WriteRows(Destination to, EngineSettings settings) {
    this.to = to;
    this.settings = settings;
  }

  /** The rows' fields must be the destination's columns, in order; partitions are not supported. */
  public static WriteRows to(Destination to, EngineSettings settings) {
    if (!to.partitionBy().isEmpty()) {
      throw new TableException(
          to.table() + ": rows cannot be written by partition; leave out partition-by");
    }
    return new WriteRows(to, settings);
  }

  @Override
  public PCollection<Staged> expand(PCollection<Row> rows) {
    int files = settings.slots();
    return rows.apply(
            "SpreadOverFiles",
            WithKeys.of((Row row) -> Math.floorMod(row.hashCode(), files))
                .withKeyType(TypeDescriptors.integers()))
        .apply(GroupByKey.create())
        .apply("WriteRows", ParDo.of(new WriteFn(to, settings)));
  }

  private static final class WriteFn
      extends DoFn<org.apache.beam.sdk.values.KV<Integer, Iterable<Row>>, Staged> {
    private final Destination to;
    private final EngineSettings settings;

    WriteFn(Destination to, EngineSettings settings) {
      this.to = to;
      this.settings = settings;
    }

    @ProcessElement
    public void process(
        @Element org.apache.beam.sdk.values.KV<Integer, Iterable<Row>> group,
        PipelineOptions options,
        OutputReceiver<Staged> output) {
      try (WorkerLog log = WorkerLog.of(options, to.table())) {
        output.output(
            Attempt.orReason(
                to.table(), () -> write(group.getValue()), why -> Staged.failed(to.table(), why)));
      }
    }

    private Staged write(Iterable<Row> rows) throws IOException {
      try (RowFile file = RowFile.create(settings, to.schema())) {
        for (Row row : rows) {
          file.write(values(row));
        }
        List<DataFile> files = file.finish(to.folder(), to.runId()).stream().toList();
        long written = DataFiles.rows(files);
        return Staged.of(to.table(), files, List.of(), new Counts(file.rows(), written, 0, 0, 0));
      }
    }

    private List<@Nullable Object> values(Row row) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Column column : to.schema().columns()) {
        values.add(row.getValue(column.name()));
      }
      return values;
    }
  }
}
