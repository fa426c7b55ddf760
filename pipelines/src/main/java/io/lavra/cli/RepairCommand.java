package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.RepairJson;
import io.lavra.cli.output.RepairText;
import io.lavra.lake.delta.TableExam;
import io.lavra.project.Lake;
import io.lavra.run.RunLake;
import io.lavra.run.job.RunOptions;
import io.lavra.run.job.Trace;
import io.lavra.run.record.LakeState;
import io.lavra.run.repair.PlanRepair;
import io.lavra.run.repair.RepairPlan;
import io.lavra.run.repair.RepairTable;
import io.lavra.run.repair.RepairTable.Repaired;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.TableReport;
import java.io.Console;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "repair",
    description = "Heals a damaged table, and says what is lost before it does so.")
final class RepairCommand implements Callable<Integer> {
  @Mixin Common common = new Common();
  @Mixin RunnerOptions runner = new RunnerOptions();

  @Option(names = "--yes", description = "Do it without being asked.")
  boolean yes;

  @Option(names = "--dry-run", description = "Only say what would be done, and what is lost.")
  boolean dryRun;

  @Option(names = "--deep", description = "Look at every byte of the data files.")
  boolean deep;

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    String runId = RunCommand.newRunId(now);
    Trace trace = common.start(runId);
    Lake lake = common.lake();
    String name = common.table(lake);
    LakeState state = LakeState.read(lake, common.target);
    TableExam exam = TableExam.of(state.folder(name), deep);
    if (!exam.exists()) {
      throw new UsageException("%s does not exist yet. Run the lake first.".formatted(name));
    }
    RepairPlan plan = PlanRepair.of(lake, state, name, exam);
    if (!common.json()) {
      RepairText.print(plan);
    }
    if (!plan.isPossible() || dryRun || !isWanted(plan)) {
      return undone(plan);
    }
    Repaired repaired = RepairTable.repair(state, plan, now);
    Optional<TableReport> built =
        plan.builds() ? Optional.of(build(lake, name, runId, now, trace)) : Optional.empty();
    if (common.json()) {
      Json.print(RepairJson.of(plan, Optional.of(repaired), built));
    } else {
      RepairText.print(plan, repaired, built);
    }
    return built.map(RepairCommand::exit).orElse(ExitCodes.OK);
  }

  private int undone(RepairPlan plan) {
    if (common.json()) {
      Json.print(RepairJson.of(plan, Optional.empty(), Optional.empty()));
    }
    if (plan.isPossible() && !dryRun) {
      throw new UsageException(
          "Nothing was done. Repair it with lavra repair %s --yes.".formatted(plan.table()));
    }
    return plan.action() == RepairPlan.Action.NONE ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private boolean isWanted(RepairPlan plan) {
    if (yes) {
      return true;
    }
    @Nullable Console console = System.console();
    if (console == null || common.json()) {
      return false;
    }
    String answer = console.readLine("Repair %s so? [y/N] ", plan.table());
    return answer != null && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
  }

  /** The one table, from what is upstream now. */
  private TableReport build(Lake lake, String name, String runId, Instant now, Trace trace)
      throws IOException {
    RunOptions options = runner.plainRun(common, lake, Set.of(name), now, trace);
    RunReport report = RunLake.run(lake, options, runId, now, RunCommand.progress(common));
    return report.tables().get(0);
  }

  private static int exit(TableReport built) {
    return switch (built.status()) {
      case PUBLISHED, UNCHANGED -> ExitCodes.OK;
      case BLOCKED -> ExitCodes.BLOCKED;
      default -> ExitCodes.FAILED;
    };
  }
}
