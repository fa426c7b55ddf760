package io.lavra.run;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The runners a job can run on. */
final class Runners {
  private Runners() {}

  /** An empty pipeline for the runner that was asked for. */
  static Pipeline pipeline(RunOptions options, String jobName) {
    PipelineOptions pipeline = options.runner().equals("direct") ? direct(options) : flink(options);
    pipeline.setJobName(jobName);
    return Pipeline.create(pipeline);
  }

  private static PipelineOptions direct(RunOptions options) {
    DirectOptions direct = PipelineOptionsFactory.create().as(DirectOptions.class);
    direct.setRunner(DirectRunner.class);
    direct.setTargetParallelism(options.engine().slots());
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    return direct;
  }

  private static PipelineOptions flink(RunOptions options) {
    FlinkPipelineOptions flink = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setFlinkMaster(options.flinkMaster().orElse("[local]"));
    flink.setParallelism(options.engine().slots());
    flink.setStreaming(false);
    flink.setObjectReuse(true);
    flink.setFasterCopy(true);
    return flink;
  }
}
