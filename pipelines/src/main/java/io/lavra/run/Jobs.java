package io.lavra.run;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Runs the jobs of a run on the runner that was asked for. */
final class Jobs implements AutoCloseable {
  private final RunOptions options;
  private @Nullable EmbeddedFlink embedded;

  Jobs(RunOptions options) {
    this.options = options;
  }

  /** An empty pipeline. */
  Pipeline pipeline(String jobName) {
    PipelineOptions pipeline = isDirect() ? direct() : flink();
    pipeline.setJobName(jobName);
    return Pipeline.create(pipeline);
  }

  /** Runs a pipeline to its end. */
  void run(Pipeline pipeline) {
    if (isDirect() || options.flinkMaster().isPresent()) {
      pipeline.run().waitUntilFinish();
    } else {
      if (embedded == null) {
        embedded = EmbeddedFlink.start(options.engine().slots());
      }
      embedded.with(() -> pipeline.run().waitUntilFinish());
    }
  }

  private boolean isDirect() {
    return options.runner().equals("direct");
  }

  private PipelineOptions direct() {
    DirectOptions direct = PipelineOptionsFactory.create().as(DirectOptions.class);
    direct.setRunner(DirectRunner.class);
    direct.setTargetParallelism(options.engine().slots());
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    return direct;
  }

  private PipelineOptions flink() {
    FlinkPipelineOptions flink = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setFlinkMaster(options.flinkMaster().orElse("[auto]"));
    flink.setParallelism(options.engine().slots());
    flink.setStreaming(false);
    flink.setObjectReuse(true);
    flink.setFasterCopy(true);
    return flink;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
