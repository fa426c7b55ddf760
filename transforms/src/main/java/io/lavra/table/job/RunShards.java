package io.lavra.table.job;

import io.lavra.table.EngineSettings;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Runs pieces of columnar work, each as one element. A piece that cannot be done says so; the
 * others go on.
 */
public final class RunShards extends PTransform<PBegin, PCollection<Staged>> {
  private final List<TableWork> work;
  private final EngineSettings settings;

  private RunShards(List<? extends TableWork> work, EngineSettings settings) {
    this.work = List.copyOf(work);
    this.settings = settings;
  }

  public static RunShards of(List<? extends TableWork> work, EngineSettings settings) {
    return new RunShards(work, settings);
  }

  @Override
  public PCollection<Staged> expand(PBegin begin) {
    return begin
        .apply(Read.from(new ShardSource<>(work, TableWork.class)))
        .apply("RunShard", ParDo.of(new RunFn(settings)))
        .setCoder(SerializableCoder.of(Staged.class));
  }

  private static final class RunFn extends DoFn<TableWork, Staged> {
    private final EngineSettings settings;

    RunFn(EngineSettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(
        @Element TableWork work, PipelineOptions options, OutputReceiver<Staged> output) {
      try (WorkerLog log = WorkerLog.of(options, work.table())) {
        output.output(
            Attempt.orReason(
                work.table(), () -> work.run(settings), why -> Staged.failed(work.table(), why)));
      }
    }
  }
}
