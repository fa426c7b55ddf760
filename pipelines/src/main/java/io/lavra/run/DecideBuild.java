package io.lavra.run;

import io.lavra.lake.LakeException;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Contract;
import io.lavra.plan.Decision;
import io.lavra.plan.Obstacle;
import io.lavra.project.Lake;
import io.lavra.run.job.RunOptions;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.MetricHistory;
import io.lavra.run.record.OpsTables;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.Counts;
import io.lavra.table.FailureReason;
import io.lavra.table.TableException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides of one table after another whether this run builds it, given what became of others. */
final class DecideBuild {
  private final Lake lake;
  private final RunOptions options;
  private final String runId;
  private final LakeState state;
  private final MetricHistory history;

  DecideBuild(Lake lake, RunOptions options, String runId, LakeState state) {
    this.lake = lake;
    this.options = options;
    this.runId = runId;
    this.state = state;
    this.history = new MetricHistory(options.engine());
  }

  /** What is done about a table. */
  sealed interface Step {
    /** It is built. */
    record Build(TableBuild build) implements Step {}

    /** Nothing is, and that is what became of it. */
    record Done(TableReport report) implements Step {}
  }

  /**
   * As its definition and its inputs' versions say.
   *
   * @param reports what became of tables in this run so far
   */
  Step decide(Blueprint blueprint, Map<String, TableReport> reports) {
    Optional<String> damage = state.obstacle(blueprint.name());
    if (damage.isPresent()) {
      return done(blueprint, Status.FAILED, damage.get());
    }
    Set<String> pinned = pinned(blueprint);
    Optional<String> obstacle = obstacle(blueprint, pinned, reports);
    if (obstacle.isPresent()) {
      return done(blueprint, Status.SKIPPED, obstacle.get());
    }
    Map<String, TableVersion> inputs = new TreeMap<>();
    for (String input : pinned) {
      Optional<TableVersion> version = state.version(input);
      if (state.damage(input).isPresent()) {
        return done(
            blueprint, Status.FAILED, input + " cannot be read: " + state.damage(input).get());
      }
      if (version.isEmpty()) {
        String remedy = "Run it too: --select +%s.".formatted(blueprint.name());
        return done(blueprint, Status.FAILED, input + " does not exist yet. " + remedy);
      }
      inputs.put(input, version.get());
    }
    if (blueprint.obstacle().isPresent()) {
      Obstacle found = blueprint.obstacle().get();
      return done(blueprint, found.failure() ? Status.FAILED : Status.SKIPPED, found.reason());
    }
    try {
      return given(inputs, blueprint);
    } catch (LakeException | TableException | IOException e) {
      return done(blueprint, Status.FAILED, FailureReason.of(e));
    }
  }

  private Step given(Map<String, TableVersion> inputs, Blueprint blueprint) throws IOException {
    Decision decision =
        Decision.of(
            lake, blueprint, state.version(blueprint.name()), inputs, options.fullRefresh());
    if (!decision.build()) {
      return done(blueprint, Status.UNCHANGED, decision.reason());
    }
    if (!blueprint.breaches().isEmpty()) {
      return new Step.Done(blocked(blueprint));
    }
    return new Step.Build(build(blueprint, decision, inputs, Map.of()));
  }

  /** Landing files are read again, for these lines of each. */
  Step readAgain(Blueprint blueprint, Map<String, Set<Long>> kept) throws IOException {
    Optional<String> damage = state.obstacle(blueprint.name());
    if (damage.isPresent()) {
      return done(blueprint, Status.FAILED, damage.get());
    }
    TableVersion version = state.version(blueprint.name()).orElseThrow();
    Optional<Blueprint> files;
    try {
      files = blueprint.readingAgain(kept.keySet(), lake, state.profile(), version);
    } catch (IOException | LakeException e) {
      return done(blueprint, Status.FAILED, FailureReason.of(e));
    }
    if (files.isEmpty()) {
      return done(blueprint, Status.UNCHANGED, "the landing files are gone, or have changed");
    }
    String definition =
        Decision.of(lake, blueprint, Optional.of(version), Map.of(), false).definition();
    Decision decision = new Decision(true, false, "read again", definition);
    return new Step.Build(build(files.get(), decision, Map.of(), kept));
  }

  private Step done(Blueprint blueprint, Status status, String reason) {
    Optional<Long> version = state.version(blueprint.name()).map(TableVersion::version);
    return new Step.Done(TableReport.without(blueprint.name(), status, reason, version, 0));
  }

  /** A contract that is not kept is known before anything is staged. */
  private TableReport blocked(Blueprint blueprint) {
    return new TableReport(
        blueprint.name(),
        Status.BLOCKED,
        Contract.complaints(blueprint.breaches()),
        state.version(blueprint.name()).map(TableVersion::version),
        false,
        Counts.NONE,
        0,
        0,
        0,
        blueprint.breaches());
  }

  private TableBuild build(
      Blueprint blueprint,
      Decision decision,
      Map<String, TableVersion> inputs,
      Map<String, Set<Long>> kept)
      throws IOException {
    Instant asOf = options.date().atStartOfDay(lake.timezone()).toInstant();
    Optional<TableVersion> base = state.version(blueprint.name());
    return new TableBuild(
        blueprint,
        decision,
        WritePlan.of(blueprint, decision.whole(), !kept.isEmpty(), base, inputs),
        state.appender(blueprint.name()),
        state.folder(blueprint.name()),
        state.layer("ops").resolve(OpsTables.QUARANTINE),
        base,
        inputs,
        history.circumstances(state, blueprint, asOf),
        state.nextNumber(blueprint.name()),
        runId,
        options.date(),
        kept);
  }

  /** Why a table cannot be built in this run; empty where it can. */
  private Optional<String> obstacle(
      Blueprint blueprint, Set<String> pinned, Map<String, TableReport> reports) {
    if (options.failFast() && reports.values().stream().anyMatch(DecideBuild::isBad)) {
      return Optional.of("the run stopped at the first failure");
    }
    for (String input : pinned) {
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

  /** Not itself: what its tests look at in itself is the version that is being made. */
  private static Set<String> pinned(Blueprint blueprint) {
    Set<String> tables = new TreeSet<>(blueprint.suite().tablesRead());
    tables.remove(blueprint.name());
    tables.addAll(blueprint.reads());
    return tables;
  }
}
