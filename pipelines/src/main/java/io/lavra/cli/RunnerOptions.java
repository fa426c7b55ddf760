package io.lavra.cli;

import io.lavra.project.Lake;
import io.lavra.run.job.FlinkCluster;
import io.lavra.run.job.FlinkCluster.Capacity;
import io.lavra.run.job.RunOptions;
import io.lavra.run.job.Trace;
import io.lavra.table.EngineSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where jobs run. */
final class RunnerOptions {
  @Option(
      names = "--runner",
      defaultValue = "flink",
      description = "flink or direct (default: ${DEFAULT-VALUE}).")
  String name = "flink";

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description = "A Flink cluster (default: one inside this process).")
  @Nullable String flinkMaster;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "How many pieces of work run at once (default: the cluster's slots, or this machine's cores).")
  @Nullable Integer parallelism;

  String runner() {
    if (!name.equals("flink") && !name.equals("direct")) {
      throw new UsageException("--runner %s: use flink or direct.".formatted(name));
    }
    return name;
  }

  /**
   * How much runs at once, and in how large steps.
   *
   * @param parallelism pieces of work on all machines together
   * @param engine the bounds of one worker process
   */
  record Work(int parallelism, EngineSettings engine) {}

  Work work(Settings settings, EngineSettings here) {
    if (parallelism != null && parallelism < 1) {
      throw new UsageException(
          "--parallelism %s: a number above 0 is needed.".formatted(parallelism));
    }
    Optional<Integer> wanted = Optional.ofNullable(parallelism).or(settings::parallelism);
    if (flinkMaster == null || name.equals("direct")) {
      int slots = wanted.orElse(here.slots());
      return new Work(slots, here.sharedBy(slots, here.cores()));
    }
    Capacity capacity = new FlinkCluster(flinkMaster).workers();
    int slots = capacity.slotsPerTaskManager();
    return new Work(wanted.orElse(capacity.slots()), here.sharedBy(slots, slots));
  }

  /** The options of a run of today that is not asked for by {@code run}. */
  RunOptions plainRun(Common common, Lake lake, Set<String> tables, Instant now, Trace trace) {
    Settings settings = Settings.of(common.settings);
    Work work = work(settings, common.engine(lake));
    return new RunOptions(
        common.target,
        runner(),
        Optional.ofNullable(flinkMaster),
        tables,
        LocalDate.ofInstant(now, lake.timezone()),
        false,
        false,
        false,
        work.parallelism(),
        settings.buckets(),
        work.engine(),
        trace);
  }
}
