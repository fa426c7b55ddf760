package io.lavra.cli;

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

  String runner() {
    if (!name.equals("flink") && !name.equals("direct")) {
      throw new UsageException("--runner %s: use flink or direct.".formatted(name));
    }
    return name;
  }
}
