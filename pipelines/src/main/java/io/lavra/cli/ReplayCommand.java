package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.ReportJson;
import io.lavra.cli.output.ReportText;
import io.lavra.plan.Selection;
import io.lavra.project.Lake;
import io.lavra.run.ReplayRows;
import io.lavra.run.ReplayRows.Choice;
import io.lavra.run.ReplayRows.Replay;
import io.lavra.run.ReplayRows.Result;
import io.lavra.run.job.RunOptions;
import io.lavra.run.job.Trace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = "Lets rows that are kept back go through today's definitions.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin Common common = new Common();
  @Mixin RunnerOptions runner = new RunnerOptions();

  @Option(names = "--run", paramLabel = "RUN", description = "Only rows this run kept back last.")
  @Nullable String run;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only rows whose reason has this text in it.")
  @Nullable String reason;

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    String runId = RunCommand.newRunId(now);
    Trace trace = common.start(runId);
    Logging.belongTo(runId);
    Lake lake = common.lake();
    Optional<String> table =
        common.subjects().isEmpty() ? Optional.empty() : Optional.of(common.table(lake));
    Set<String> all = Selection.of(lake, List.of(), Optional.empty());
    RunOptions options = runner.plainRun(common, lake, all, now, trace);
    Choice choice = new Choice(table, Optional.ofNullable(run), Optional.ofNullable(reason));
    Replay replay =
        ReplayRows.replay(lake, choice, options, runId, now, RunCommand.progress(common));
    print(replay, trace);
    return replay.report().exitCode();
  }

  private void print(Replay replay, Trace trace) {
    if (common.json()) {
      Map<String, @Nullable Object> json = ReportJson.of(replay.report(), trace);
      json.put("replayed", replay.results().stream().map(ReplayCommand::json).toList());
      Json.print(json);
      return;
    }
    for (Result result : common.quiet ? List.<Result>of() : replay.results()) {
      System.out.printf(
          "%s: %s rows replayed, %s no longer kept back, %s still%n",
          result.table(), result.replayed(), result.released(), result.kept());
    }
    if (replay.results().isEmpty() && !common.quiet) {
      System.out.println("No such rows are in quarantine.");
    } else if (!common.quiet) {
      ReportText.print(replay.report());
    }
  }

  private static Map<String, @Nullable Object> json(Result result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", result.table());
    json.put("rows", result.replayed());
    json.put("released", result.released());
    json.put("kept", result.kept());
    return json;
  }
}
