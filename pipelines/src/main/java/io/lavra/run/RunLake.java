package io.lavra.run;

import io.lavra.lake.Failpoint;
import io.lavra.lake.LakeException;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.storage.Storage;
import io.lavra.lineage.RunLineage;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Order;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.run.DecideBuild.Step;
import io.lavra.run.job.Jobs;
import io.lavra.run.job.RunOptions;
import io.lavra.run.record.CatchUp;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.RecordOutcomes;
import io.lavra.run.repair.HealRecords;
import io.lavra.run.report.LeftFiles;
import io.lavra.run.report.Outcome;
import io.lavra.run.report.Progress;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.source.Arrival;
import io.lavra.table.FailureReason;
import io.lavra.table.Manifest;
import io.lavra.table.TableException;
import io.lavra.table.lineage.Catalog;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs a lake: wave after wave, each as one job that stages, then audit, publish and record in this
 * process.
 */
public final class RunLake {
  private static final Logger LOG = LoggerFactory.getLogger(RunLake.class);

  private final Lake lake;
  private final RunOptions options;
  private final Progress progress;
  private final Map<String, Map<String, Set<Long>>> again;
  private final String runId;
  private final StageWave stage;
  private final long nanosAtStart = System.nanoTime();
  private final Map<String, TableReport> reports = new TreeMap<>();
  private final Set<String> troubles = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();

  private RunLake(
      Lake lake,
      RunOptions options,
      Map<String, Map<String, Set<Long>>> again,
      String runId,
      Instant now,
      Progress progress,
      Jobs jobs) {
    this.lake = lake;
    this.again = again;
    this.options = options;
    this.runId = runId;
    this.progress = progress;
    Arrival arrival =
        new Arrival(
            options.dateGiven()
                ? options.date().atStartOfDay(lake.timezone()).toInstant()
                : now.truncatedTo(ChronoUnit.MILLIS),
            options.date());
    this.stage = new StageWave(lake, options, jobs, runId, arrival);
  }

  /**
   * Runs a lake.
   *
   * @param runId unique to this run
   * @throws io.lavra.words.ConfigurationException where the lake cannot work as it is written;
   *     nothing was built
   */
  public static RunReport run(
      Lake lake, RunOptions options, String runId, Instant now, Progress progress)
      throws IOException {
    return run(lake, options, Map.of(), runId, now, progress);
  }

  /**
   * Runs a lake, and reads landing files again.
   *
   * @param again by table and file the lines that are kept back; these tables take in nothing else
   */
  static RunReport run(
      Lake lake,
      RunOptions options,
      Map<String, Map<String, Set<Long>>> again,
      String runId,
      Instant now,
      Progress progress)
      throws IOException {
    try (Jobs jobs = new Jobs(options, progress)) {
      return new RunLake(lake, options, again, runId, now, progress, jobs).run();
    }
  }

  private RunReport run() throws IOException {
    try (Catalog catalog = new Catalog();
        RunLineage lineage = RunLineage.of(lake, runId, options.date(), catalog);
        MDC.MDCCloseable unused = MDC.putCloseable("run_id", runId)) {
      Order order = Order.of(lake, catalog);
      LakeState state = LakeState.read(lake, options.target());
      state.requireWritable(options.selected());
      warnings.addAll(new HealRecords(lake, state).heal());
      catchUp(state, order);
      Map<String, Blueprint> blueprints =
          Blueprints.draw(lake, order, catalog, state.versions(), state.profile(), state.damage());
      Failpoint.reach("planned");
      DecideBuild decide = new DecideBuild(lake, options, runId, state);
      for (List<Table> wave : order.waves()) {
        runWave(wave, state, blueprints, decide, lineage);
      }
      double seconds = (System.nanoTime() - nanosAtStart) / 1e9;
      List<TableReport> inOrder =
          order.waves().stream()
              .flatMap(List::stream)
              .flatMap(table -> Optional.ofNullable(reports.get(table.name())).stream())
              .toList();
      RunReport report =
          new RunReport(
              runId,
              lake.name(),
              options.date(),
              seconds,
              inOrder,
              state.versions(),
              List.copyOf(troubles),
              warnings);
      lineage.ended(report.problem());
      return report;
    }
  }

  /** Records that cannot be read, and could not be put right, are in the way of no table. */
  private void catchUp(LakeState state, Order order) throws IOException {
    try {
      new CatchUp(state, order.suites(), options.engine(), options.date()).run();
    } catch (LakeException | TableException e) {
      if (IoFailure.isOfAServer(e)) {
        throw e;
      }
      LOG.error("The records cannot be read", e);
      troubles.add("What earlier runs recorded cannot be read: " + sentence(e));
    }
  }

  private void runWave(
      List<Table> wave,
      LakeState state,
      Map<String, Blueprint> blueprints,
      DecideBuild decide,
      RunLineage lineage)
      throws IOException {
    List<TableBuild> builds = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Table table : wave) {
      if (options.selected().contains(table.name())) {
        Blueprint blueprint = Objects.requireNonNull(blueprints.get(table.name()));
        Map<String, Set<Long>> kept = again.get(table.name());
        Step step =
            kept == null ? decide.decide(blueprint, reports) : decide.readAgain(blueprint, kept);
        if (step instanceof Step.Build building) {
          progress.started(table.name(), building.build().decision().reason());
          builds.add(building.build());
        } else if (step instanceof Step.Done done) {
          outcome(done.report(), state).ifPresent(outcomes::add);
          report(done.report());
        }
      }
    }
    if (!builds.isEmpty()) {
      builds.forEach(build -> lineage.started(build.blueprint(), build.folder(), build.inputs()));
      outcomes.addAll(publish(builds, wave, state, lineage));
    }
    record(outcomes, builds, state);
  }

  private List<Outcome> publish(
      List<TableBuild> builds, List<Table> wave, LakeState state, RunLineage lineage)
      throws IOException {
    long start = System.nanoTime();
    Map<String, Manifest> manifests = stage.stage(builds, wave);
    double seconds = (System.nanoTime() - start) / 1e9;
    Failpoint.reach("staged");
    List<Outcome> outcomes = new ArrayList<>();
    for (TableBuild build : builds) {
      Manifest manifest = Objects.requireNonNull(manifests.get(build.name()));
      if (!build.again().isEmpty() && manifest.counts().read() == 0 && manifest.failure() == null) {
        unchanged(build, "the same lines cannot be read", state, lineage);
        continue;
      }
      Optional<String> nothing = LeftFiles.insteadOfAll(manifest);
      if (nothing.isPresent() && build.base().isPresent()) {
        unchanged(build, nothing.get(), state, lineage);
        continue;
      }
      manifest =
          nothing.map(why -> Manifest.failed(build.name(), runId, why + ".")).orElse(manifest);
      TableReport report = new PublishTable(build, manifest, seconds).publish();
      if (report.status() == Status.PUBLISHED) {
        refresh(build.name(), state);
      }
      outcomes.add(new Outcome(report, manifest, build.number()));
      lineage.finished(report.lineage(state.version(build.name())));
      report(report);
    }
    return outcomes;
  }

  private void unchanged(TableBuild build, String reason, LakeState state, RunLineage lineage) {
    Optional<TableVersion> version = state.version(build.name());
    TableReport unchanged =
        TableReport.without(
            build.name(), Status.UNCHANGED, reason, version.map(TableVersion::version), 0);
    lineage.finished(unchanged.lineage(version));
    report(unchanged);
  }

  /**
   * Tables are published by now: that they cannot be written down takes nothing of that back. The
   * manifests stay then: by them the next run writes down what is missing.
   */
  private void record(List<Outcome> outcomes, List<TableBuild> builds, LakeState state) {
    try {
      if (!outcomes.isEmpty()) {
        new RecordOutcomes(state.layer("ops"), options.engine(), runId, options.date())
            .record(outcomes);
      }
      for (TableBuild build : builds) {
        Storage.at(build.folder()).delete(Manifest.path(runId));
      }
    } catch (IOException | RuntimeException e) {
      LOG.error(
          "What became of tables could not be recorded", FailureReason.isDefect(e) ? e : null);
      troubles.add(
          "What became of tables could not be recorded: %s The next run records what was published."
              .formatted(sentence(e)));
    }
  }

  /** A published version that cannot be looked at is no failure of the table that has it. */
  private void refresh(String table, LakeState state) {
    try {
      state.refresh(table);
    } catch (LakeException e) {
      LOG.error("{} is published and cannot be read", table, e);
      troubles.add(
          "%s is published, but its new version cannot be read: %s What reads it is built by the next run."
              .formatted(table, sentence(e)));
    }
  }

  private static String sentence(Exception e) {
    return FailureReason.of(e).replaceFirst("[.]?$", ".");
  }

  /** What is written down of a table that is not built; nothing of one that did not need to be. */
  private Optional<Outcome> outcome(TableReport report, LakeState state) {
    return report.status() == Status.UNCHANGED
        ? Optional.empty()
        : Optional.of(
            new Outcome(
                report,
                Manifest.failed(report.table(), runId, report.reason()),
                state.nextNumber(report.table())));
  }

  private void report(TableReport report) {
    reports.put(report.table(), report);
    try (MDC.MDCCloseable unused = MDC.putCloseable("table", report.table())) {
      progress.finished(report);
    }
  }
}
