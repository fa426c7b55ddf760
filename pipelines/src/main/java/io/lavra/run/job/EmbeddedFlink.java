package io.lavra.run.job;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;

/**
 * A Flink in this process, for all jobs of a run: to start one for each would take longer than a
 * small job. It answers nobody: its ports are on loopback, where other users of this machine are,
 * and no handshake with them ends well.
 */
final class EmbeddedFlink implements AutoCloseable {
  private static final String NAME = "embedded";
  private static final String LOOPBACK = "localhost";

  private final MiniCluster cluster;

  private EmbeddedFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts it.
   *
   * @param slots how many pieces of work run at once
   */
  static EmbeddedFlink start(int slots) {
    try (NobodysKeys keys = NobodysKeys.make()) {
      Configuration configuration = onLoopback();
      keys.shut(configuration);
      return start(configuration, slots);
    }
  }

  private static Configuration onLoopback() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    // Nothing goes by the blob server: it answers this process neither.
    configuration.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
    return configuration;
  }

  private static EmbeddedFlink start(Configuration configuration, int slots) {
    QuietCluster cluster =
        new QuietCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
      cluster.closeRest();
    } catch (Exception e) {
      cluster.closeAsync().join();
      throw new IllegalStateException("The embedded Flink does not start: " + e.getMessage(), e);
    }
    return new EmbeddedFlink(cluster);
  }

  /** Runs what submits jobs to Beam's master {@code [auto]}; they come here. */
  void with(Runnable submission) {
    Environment.install(new Executors());
    try {
      submission.run();
    } finally {
      Environment.uninstall();
    }
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  private CompletableFuture<JobClient> submit(
      Pipeline pipeline, Configuration configuration, ClassLoader loader) throws Exception {
    JobGraph graph = PipelineExecutorUtils.getJobGraph(pipeline, configuration, loader);
    return cluster
        .submitJob(graph)
        .thenApply(
            job ->
                new MiniClusterJobClient(
                    job.getJobID(), cluster, loader, JobFinalizationBehavior.NOTHING));
  }

  /** Flink finds its executors by a loader: this one always finds us. */
  private final class Executors implements PipelineExecutorServiceLoader, PipelineExecutorFactory {
    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
      return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
      return Stream.of(NAME);
    }

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
      return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
      return EmbeddedFlink.this::submit;
    }
  }

  /** Reaches what Flink lets only subclasses set: the environment of this thread's jobs. */
  private static final class Environment extends ExecutionEnvironment {
    static void install(PipelineExecutorServiceLoader executors) {
      Configuration configuration = new Configuration();
      configuration.set(DeploymentOptions.TARGET, NAME);
      configuration.set(DeploymentOptions.ATTACHED, true);
      ClassLoader loader = EmbeddedFlink.class.getClassLoader();
      initializeContextEnvironment(
          () -> new ExecutionEnvironment(executors, configuration, loader));
    }

    static void uninstall() {
      resetContextEnvironment();
    }
  }
}
