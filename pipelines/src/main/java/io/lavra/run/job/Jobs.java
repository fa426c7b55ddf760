package io.lavra.run.job;

import io.lavra.run.job.FlinkCluster.Job;
import io.lavra.run.report.Progress;
import io.lavra.table.job.TraceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.api.common.ExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs of a run on the runner that was asked for. */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  /**
   * Steps hand over by files, so that the slots that are left do all the work when a worker dies.
   */
  private static final String FEWER_SLOTS_WILL_DO = ExecutionMode.BATCH.name();

  private final RunOptions options;
  private final Progress progress;
  private final Optional<FlinkCluster> cluster;
  private @Nullable EmbeddedFlink embedded;

  public Jobs(RunOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    if (!isDirect()) {
      Configuration unused =
          ClusterTls.configuration(); // Flink reads it, too, and fails unreadably
    }
    this.cluster = isDirect() ? Optional.empty() : options.flinkMaster().map(FlinkCluster::new);
  }

  /**
   * An empty pipeline.
   *
   * @param transforms the names of the transforms its tables are made by
   */
  public Pipeline pipeline(JobName name, Set<String> transforms) {
    PipelineOptions pipeline = isDirect() ? direct() : flink(transforms);
    pipeline.setJobName(name.text());
    pipeline.as(TraceOptions.class).setTraceId(options.trace().id());
    return Pipeline.create(pipeline);
  }

  /** Runs a pipeline to its end; throws what its job failed with. */
  public void run(Pipeline pipeline, JobName name) {
    if (cluster.isPresent()) {
      runOn(cluster.get(), pipeline, name);
    } else if (isDirect()) {
      pipeline.run().waitUntilFinish();
    } else {
      if (embedded == null) {
        embedded = EmbeddedFlink.start(options.parallelism());
      }
      embedded.with(() -> pipeline.run().waitUntilFinish());
    }
  }

  /**
   * Looks for a job that a launcher left behind and that does the same work, and waits for its end.
   *
   * @return the run that began it; empty where there is none, or it failed
   */
  public Optional<String> takeUp(JobName name) {
    for (Job job : cluster.map(FlinkCluster::jobs).orElse(List.of())) {
      Optional<String> runId = name.sameWork(job.name());
      if (runId.isPresent() && (job.isUnderWay() || job.state().equals("FINISHED"))) {
        try {
          cluster.get().await(job, this::tell);
          return runId;
        } catch (ClusterException e) {
          LOG.warn("The job that an earlier run left behind did not end well", e);
        }
      }
    }
    return Optional.empty();
  }

  /** The answer to a submission may be lost: whether the job is there, the cluster knows. */
  private void runOn(FlinkCluster cluster, Pipeline pipeline, JobName name) {
    Thread cancel = new Thread(() -> job(cluster, name).ifPresent(cluster::cancel));
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      RuntimeException failure = null;
      try {
        pipeline.run();
      } catch (RuntimeException e) {
        failure = e;
      }
      Optional<Job> job = job(cluster, name);
      if (job.isEmpty()) {
        throw failure != null
            ? failure
            : new ClusterException(
                "The Flink cluster does not know the job \"%s\" it took".formatted(name.text()));
      }
      cluster.await(job.get(), this::tell);
    } finally {
      forget(cancel);
    }
  }

  private void tell(Job job) {
    progress.working(job.finished(), job.tasks());
  }

  private static Optional<Job> job(FlinkCluster cluster, JobName name) {
    return cluster.jobs().stream().filter(job -> job.name().equals(name.text())).findFirst();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending: the hook runs, as it should.
      LOG.debug("Ending", e);
    }
  }

  private boolean isDirect() {
    return options.runner().equals("direct");
  }

  private PipelineOptions direct() {
    DirectOptions direct = PipelineOptionsFactory.create().as(DirectOptions.class);
    direct.setRunner(DirectRunner.class);
    direct.setTargetParallelism(options.parallelism());
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    return direct;
  }

  private PipelineOptions flink(Set<String> transforms) {
    FlinkPipelineOptions flink = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setParallelism(options.parallelism());
    flink.setStreaming(false);
    flink.setObjectReuse(true);
    flink.setFasterCopy(true);
    flink.setFlinkMaster(options.flinkMaster().orElse("[auto]"));
    if (cluster.isPresent()) {
      // Asked for each job: TaskManagers come and go.
      flink.setParallelism(Math.min(options.parallelism(), cluster.get().workers().slots()));
      flink.setAttachedMode(false);
      flink.setExecutionModeForBatch(FEWER_SLOTS_WILL_DO);
      flink.setFilesToStage(staged(cluster.get(), transforms));
    }
    return flink;
  }

  private static List<String> staged(FlinkCluster cluster, Set<String> transforms) {
    try {
      List<String> jars = StagedJars.ofUser().of(transforms, cluster.jars());
      long bytes = jars.stream().mapToLong(jar -> new java.io.File(jar).length()).sum();
      LOG.info("The job brings {} jars, {} MB", jars.size(), bytes >> 20);
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
