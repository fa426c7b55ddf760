package io.lavra.cli;

import io.lavra.alerts.RaiseAlerts;
import io.lavra.cli.output.Json;
import io.lavra.cli.output.LogProgress;
import io.lavra.cli.output.PrintProgress;
import io.lavra.cli.output.ReportJson;
import io.lavra.cli.output.ReportText;
import io.lavra.cli.output.StatusLine;
import io.lavra.metrics.ReportMetrics;
import io.lavra.plan.Selection;
import io.lavra.project.Lake;
import io.lavra.run.RunLake;
import io.lavra.run.job.RunOptions;
import io.lavra.run.job.Trace;
import io.lavra.run.report.Progress;
import io.lavra.run.report.RunReport;
import io.lavra.words.ConfigurationException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Builds what is not up to date.")
final class RunCommand implements Callable<Integer> {
  @Mixin Common common = new Common();
  @Mixin RunnerOptions runner = new RunnerOptions();

  @Option(
      names = "--select",
      description =
          "Tables: silver.stg_items, with + before or after for what they depend on or what depends on them; gold.* works too.")
  List<String> select = new ArrayList<>();

  @Option(names = "--layer", description = "Only tables of this layer.")
  @Nullable String layer;

  @Option(names = "--date", description = "The logical date, yyyy-mm-dd (default: today).")
  @Nullable LocalDate date;

  @Option(names = "--full-refresh", description = "Make silver and gold anew from bronze.")
  boolean fullRefresh;

  @Option(names = "--fail-fast", description = "Stop at the first table that fails or is blocked.")
  boolean failFast;

  @Option(
      names = "--resume",
      description = "Go on where a run was broken off; every run does, so this changes nothing.")
  boolean resume;

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    String runId = newRunId(now);
    Trace trace = common.start(runId);
    Logging.belongTo(runId);
    common.noSubjects();
    Lake lake = common.lake();
    LocalDate logicalDate = date == null ? LocalDate.ofInstant(now, lake.timezone()) : date;
    ReportMetrics metrics = ReportMetrics.of(lake, common.target);
    RaiseAlerts alerts = RaiseAlerts.of(lake, common.target, runId, logicalDate);
    RunReport report;
    try {
      report = RunLake.run(lake, options(lake, logicalDate, trace), runId, now, progress());
    } catch (UsageException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      metrics.brokeDown();
      alerts.brokeDown(e);
      if (common.json() && !(e instanceof ConfigurationException)) {
        double seconds = Duration.between(now, Instant.now()).toMillis() / 1e3;
        Json.print(
            ReportJson.of(RunReport.brokenOff(runId, lake.name(), logicalDate, seconds, e), trace));
      }
      throw e;
    }
    metrics.ended(report);
    alerts.ended(report);
    if (common.json()) {
      Json.print(ReportJson.of(report, trace));
    } else if (!common.quiet) {
      ReportText.print(report);
    }
    return report.exitCode();
  }

  private RunOptions options(Lake lake, LocalDate logicalDate, Trace trace) {
    Settings settings = Settings.of(common.settings);
    RunnerOptions.Work work = runner.work(settings, common.engine(lake));
    return new RunOptions(
        common.target,
        runner.runner(),
        Optional.ofNullable(runner.flinkMaster),
        Selection.of(lake, select, Optional.ofNullable(layer)),
        logicalDate,
        date != null,
        fullRefresh,
        failFast,
        work.parallelism(),
        settings.buckets(),
        work.engine(),
        trace);
  }

  private Progress progress() {
    return progress(common);
  }

  static Progress progress(Common common) {
    boolean text = !common.json();
    boolean all = text && !common.quiet;
    return common.jsonLogs() ? new LogProgress() : new PrintProgress(all, text, StatusLine.of(all));
  }

  static String newRunId(Instant now) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
    return time
        + "-"
        + Integer.toHexString(0x10000 | new SecureRandom().nextInt(0x10000)).substring(1);
  }
}
