package io.lavra.run;

import io.lavra.lake.Failpoint;
import io.lavra.lake.LakeException;
import io.lavra.lake.Storage;
import io.lavra.lake.TableVersion;
import io.lavra.lineage.RunLineage;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Contract;
import io.lavra.plan.Decision;
import io.lavra.plan.Order;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.source.Arrival;
import io.lavra.table.Catalog;
import io.lavra.table.Counts;
import io.lavra.table.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
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
  private final Jobs jobs;
  private final Map<String, Map<String, Set<Long>>> again;
  private final String runId;
  private final Arrival arrival;
  private final long nanosAtStart = System.nanoTime();
  private final Map<String, TableReport> reports = new TreeMap<>();
  private final MetricHistory history;

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
    this.history = new MetricHistory(options.engine());
    this.runId = runId;
    this.progress = progress;
    this.jobs = jobs;
    this.arrival =
        new Arrival(
            options.dateGiven()
                ? options.date().atStartOfDay(lake.timezone()).toInstant()
                : now.truncatedTo(ChronoUnit.MILLIS),
            options.date());
  }

  /**
   * Runs a lake.
   *
   * @param runId unique to this run
   * @throws io.lavra.project.ConfigurationException where the lake cannot work as it is written;
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
      new CatchUp(state, order.suites(), options.engine(), options.date()).run();
      Map<String, Blueprint> blueprints =
          Blueprints.draw(lake, order, catalog, state.versions(), state.profile());
      Failpoint.reach("planned");
      List<String> sequence = new ArrayList<>();
      for (List<Table> wave : order.waves()) {
        wave.forEach(table -> sequence.add(table.name()));
        runWave(wave, state, blueprints, lineage);
      }
      List<TableReport> ordered =
          sequence.stream()
              .filter(reports::containsKey)
              .map(name -> Objects.requireNonNull(reports.get(name)))
              .toList();
      double seconds = (System.nanoTime() - nanosAtStart) / 1e9;
      RunReport report =
          new RunReport(runId, lake.name(), options.date(), seconds, ordered, state.versions());
      lineage.ended(report.problem());
      return report;
    }
  }

  private void runWave(
      List<Table> wave, LakeState state, Map<String, Blueprint> blueprints, RunLineage lineage)
      throws IOException {
    List<TableBuild> builds = new ArrayList<>();
    for (Table table : wave) {
      if (options.selected().contains(table.name())) {
        Blueprint blueprint = Objects.requireNonNull(blueprints.get(table.name()));
        if (again.containsKey(table.name())) {
          readAgain(blueprint, state).ifPresent(builds::add);
        } else {
          decide(blueprint, state).ifPresent(builds::add);
        }
      }
    }
    if (builds.isEmpty()) {
      return;
    }
    builds.forEach(build -> lineage.started(build.blueprint(), build.folder(), build.inputs()));
    long start = System.nanoTime();
    Map<String, Manifest> manifests = stage(builds, wave);
    Failpoint.reach("staged");
    List<Outcome> outcomes = new ArrayList<>();
    for (TableBuild build : builds) {
      Manifest manifest = Objects.requireNonNull(manifests.get(build.name()));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!build.again().isEmpty() && manifest.counts().read() == 0 && manifest.failure() == null) {
        unchanged(build.blueprint(), state, "the same lines cannot be read");
        continue;
      }
      TableReport report = new PublishTable(build, manifest, seconds).publish();
      if (report.status() == Status.PUBLISHED) {
        state.refresh(build.name());
      }
      outcomes.add(new Outcome(report, manifest, build.number()));
      lineage.finished(report.lineage(state.version(build.name())));
      report(report);
    }
    new RecordOutcomes(state.layer("ops"), options.engine(), runId, options.date())
        .record(outcomes);
    for (TableBuild build : builds) {
      Storage.at(build.folder()).delete(Manifest.path(runId));
    }
  }

  private Optional<TableBuild> decide(Blueprint blueprint, LakeState state) throws IOException {
    Optional<Long> version = state.version(blueprint.name()).map(TableVersion::version);
    Optional<String> obstacle = obstacle(blueprint, state);
    if (obstacle.isPresent()) {
      unstaged(
          TableReport.without(blueprint.name(), Status.SKIPPED, obstacle.get(), version, 0), state);
      return Optional.empty();
    }
    Optional<String> missing =
        pinned(blueprint).stream().filter(input -> state.version(input).isEmpty()).findFirst();
    if (missing.isPresent()) {
      String reason =
          "%s does not exist yet. Run it too: --select +%s."
              .formatted(missing.get(), blueprint.name());
      report(TableReport.without(blueprint.name(), Status.FAILED, reason, version, 0));
      return Optional.empty();
    }
    Map<String, TableVersion> inputs = new HashMap<>();
    Map<String, Long> read = new TreeMap<>();
    for (String input : pinned(blueprint)) {
      state.version(input).ifPresent(v -> inputs.put(input, v));
    }
    blueprint
        .reads()
        .forEach(input -> read.put(input, Objects.requireNonNull(inputs.get(input)).version()));
    try {
      Decision decision =
          Decision.of(
              lake, blueprint, state.version(blueprint.name()), read, options.fullRefresh());
      if (!decision.build()) {
        report(
            TableReport.without(blueprint.name(), Status.UNCHANGED, decision.reason(), version, 0));
        return Optional.empty();
      }
      if (!blueprint.breaches().isEmpty()) {
        block(blueprint, version, state);
        return Optional.empty();
      }
      progress.started(blueprint.name(), decision.reason());
      return Optional.of(build(blueprint, decision, inputs, state, Map.of()));
    } catch (LakeException e) {
      report(
          TableReport.without(
              blueprint.name(), Status.FAILED, String.valueOf(e.getMessage()), version, 0));
      return Optional.empty();
    }
  }

  /** A contract that is not kept is known before anything is staged. */
  private void block(Blueprint blueprint, Optional<Long> version, LakeState state)
      throws IOException {
    TableReport report =
        new TableReport(
            blueprint.name(),
            Status.BLOCKED,
            Contract.complaints(blueprint.breaches()),
            version,
            false,
            Counts.NONE,
            0,
            0,
            0,
            blueprint.breaches());
    unstaged(report, state);
  }

  /** Writes down what became of a table for which nothing is staged. */
  private void unstaged(TableReport report, LakeState state) throws IOException {
    Manifest nothing = Manifest.failed(report.table(), runId, report.reason());
    new RecordOutcomes(state.layer("ops"), options.engine(), runId, options.date())
        .record(List.of(new Outcome(report, nothing, state.lastNumber(report.table()) + 1)));
    report(report);
  }

  private Optional<TableBuild> readAgain(Blueprint blueprint, LakeState state) throws IOException {
    Map<String, Set<Long>> kept = Objects.requireNonNull(again.get(blueprint.name()));
    TableVersion version = state.version(blueprint.name()).orElseThrow();
    Optional<Blueprint> files =
        blueprint.readingAgain(kept.keySet(), lake, state.profile(), version);
    if (files.isEmpty()) {
      unchanged(blueprint, state, "the landing files are gone, or have changed");
      return Optional.empty();
    }
    String definition =
        Decision.of(lake, blueprint, Optional.of(version), Map.of(), false).definition();
    Decision decision = new Decision(true, false, "read again", definition);
    progress.started(blueprint.name(), decision.reason());
    return Optional.of(build(files.get(), decision, Map.of(), state, kept));
  }

  private void unchanged(Blueprint blueprint, LakeState state, String reason) {
    Optional<Long> version = state.version(blueprint.name()).map(TableVersion::version);
    report(TableReport.without(blueprint.name(), Status.UNCHANGED, reason, version, 0));
  }

  private TableBuild build(
      Blueprint blueprint,
      Decision decision,
      Map<String, TableVersion> inputs,
      LakeState state,
      Map<String, Set<Long>> kept)
      throws IOException {
    return new TableBuild(
        blueprint,
        decision,
        state.appender(blueprint.name()),
        state.folder(blueprint.name()),
        state.layer("ops").resolve(OpsTables.QUARANTINE),
        state.version(blueprint.name()),
        inputs,
        history.circumstances(
            state, blueprint, options.date().atStartOfDay(lake.timezone()).toInstant()),
        state.lastNumber(blueprint.name()) + 1,
        runId,
        options.date(),
        kept);
  }

  private static Set<String> pinned(Blueprint blueprint) {
    Set<String> tables = new TreeSet<>(blueprint.reads());
    tables.addAll(blueprint.suite().tablesRead());
    return tables;
  }

  /** Why a table cannot be built in this run; empty where it can. */
  private Optional<String> obstacle(Blueprint blueprint, LakeState state) {
    if (options.failFast() && reports.values().stream().anyMatch(RunLake::isBad)) {
      return Optional.of("the run stopped at the first failure");
    }
    for (String input : pinned(blueprint)) {
      TableReport report = reports.get(input);
      boolean isNeeded = blueprint.reads().contains(input) || state.version(input).isEmpty();
      if (report != null && isBad(report) && isNeeded) {
        return Optional.of(input + " is " + report.status().text());
      }
    }
    return Optional.empty();
  }

  private static boolean isBad(TableReport report) {
    return report.status() != Status.PUBLISHED && report.status() != Status.UNCHANGED;
  }

  private void report(TableReport report) {
    reports.put(report.table(), report);
    try (MDC.MDCCloseable unused = MDC.putCloseable("table", report.table())) {
      progress.finished(report);
    }
  }

  /**
   * Runs the wave's job; tables it leaves without a manifest are tried once more, each in a job of
   * its own.
   */
  private Map<String, Manifest> stage(List<TableBuild> builds, List<Table> wave)
      throws IOException {
    Map<String, Manifest> manifests = new TreeMap<>();
    Set<String> open = new HashSet<>();
    builds.forEach(build -> open.add(build.name()));
    Optional<String> failure = Optional.empty();
    JobName name = name(builds, wave.get(0).layer());
    if (!TakenUp.from(jobs.takeUp(name), builds, runId)) {
      failure = runJob(builds, name);
    }
    collect(builds, manifests, open);
    for (TableBuild build : builds) {
      if (open.contains(build.name())) {
        if (builds.size() > 1) {
          failure = runJob(List.of(build), name(List.of(build), build.name()));
          collect(List.of(build), manifests, open);
        }
        manifests.putIfAbsent(build.name(), failed(build, failure));
      }
    }
    return manifests;
  }

  private Manifest failed(TableBuild build, Optional<String> failure) {
    return Manifest.failed(build.name(), runId, failure.orElse("the job left no manifest"));
  }

  private void collect(List<TableBuild> builds, Map<String, Manifest> manifests, Set<String> open)
      throws IOException {
    for (TableBuild build : builds) {
      Optional<Manifest> manifest = Manifest.read(build.folder(), Manifest.path(runId));
      manifest.ifPresent(m -> manifests.put(build.name(), m));
      manifest.ifPresent(m -> open.remove(build.name()));
    }
  }

  private JobName name(List<TableBuild> builds, String wave) {
    return JobName.of(lake.name(), wave, runId, builds);
  }

  private Optional<String> runJob(List<TableBuild> builds, JobName name) {
    try {
      Pipeline pipeline = jobs.pipeline(name, transforms(builds));
      new WaveJob(lake, arrival, options.engine(), options.buckets())
          .describe(pipeline, builds, runId);
      jobs.run(pipeline, name);
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.debug("The job failed", e);
      return Optional.of(Causes.message(e));
    }
  }

  private static Set<String> transforms(List<TableBuild> builds) {
    Set<String> names = new TreeSet<>();
    for (TableBuild build : builds) {
      if (build.blueprint().table().definition() instanceof Transformed transformed) {
        names.add(transformed.name());
      }
    }
    return names;
  }
}
