package io.lavra.run.repair;

import io.lavra.lake.Finding;
import io.lavra.lake.LakeException;
import io.lavra.lake.delta.HealTable;
import io.lavra.lake.delta.TableExam;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.storage.Storage;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpsTables;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right, before a run, what would be in the way of every run and costs no row of a table:
 * damaged records, and damaged checkpoints.
 */
public final class HealRecords {
  private static final Logger LOG = LoggerFactory.getLogger(HealRecords.class);

  private final Lake lake;
  private final LakeState state;
  private final List<String> warnings = new ArrayList<>();

  public HealRecords(Lake lake, LakeState state) {
    this.lake = lake;
    this.state = state;
  }

  /** Gives a warning for each table that was damaged. */
  public List<String> heal() throws IOException {
    for (String name : new TreeSet<>(OpsTables.SCHEMAS.keySet())) {
      try {
        if (!isWhole(name)) {
          record("ops." + name);
        }
      } catch (LakeException e) {
        if (IoFailure.isOfAServer(e)) {
          throw e;
        }
        warnings.add(
            "ops.%s is damaged, and could not be put right: %s".formatted(name, e.getMessage()));
      }
    }
    state.unpointed().forEach(this::checkpoint);
    return warnings;
  }

  /**
   * Whether its newest version can be read and its files are there; more would cost all its past.
   */
  private boolean isWhole(String name) throws IOException {
    Optional<TableVersion> version = state.record(name);
    if (version.isEmpty()) {
      return state.damage("ops." + name).isEmpty();
    }
    Map<String, Long> there = new HashMap<>();
    for (Storage.Stored file : Storage.at(version.get().location()).list("")) {
      there.put(file.path(), file.bytes());
    }
    return version.get().files().stream()
        .allMatch(file -> Objects.equals(there.get(file.path()), file.bytes()));
  }

  private void record(String table) throws IOException {
    TableExam exam = TableExam.quick(state.folder(table));
    RepairPlan plan = PlanRepair.of(lake, state, table, exam);
    if (!plan.isPossible()) {
      return;
    }
    RepairTable.Repaired done = RepairTable.repair(state, plan, Instant.now());
    warnings.add(
        "%s was damaged (%s) and was put right: %s. Lost: %s. What was damaged is in %s/%s."
            .formatted(
                table,
                plan.damage().get(0).problem(),
                plan.steps().get(0),
                plan.lost().isEmpty() ? "nothing" : String.join("; ", plan.lost()),
                state.folder(table).uri(),
                done.aside()));
  }

  /** Tables are read without it, so that it cannot be made is nothing to stop for. */
  private void checkpoint(String table) {
    try {
      TableExam exam = TableExam.quick(state.folder(table));
      if (exam.newest().isPresent()) {
        new HealTable(state.folder(table), exam, Instant.now()).checkpoint();
        String problem =
            exam.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.CHECKPOINT)
                .map(Finding::problem)
                .findFirst()
                .orElse("its checkpoint could not be read");
        warnings.add(
            "%s had a damaged checkpoint (%s) and has a new one. Lost: nothing."
                .formatted(table, problem));
      }
    } catch (LakeException e) {
      LOG.warn("{} has a damaged checkpoint, and no new one could be made", table, e);
    }
  }
}
