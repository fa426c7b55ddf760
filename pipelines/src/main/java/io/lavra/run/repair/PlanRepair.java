package io.lavra.run.repair;

import io.lavra.lake.DataFile;
import io.lavra.lake.Finding.Kind;
import io.lavra.lake.LakeException;
import io.lavra.lake.delta.HealTable.Target;
import io.lavra.lake.delta.Remainder;
import io.lavra.lake.delta.TableExam;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.run.repair.RepairPlan.Action;
import io.lavra.source.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a repair does: the first of the ways that keeps what can be kept. Changes nothing.
 */
public final class PlanRepair {
  private static final int NAMED = 10;

  private final LakeState state;
  private final String name;
  private final TableExam exam;
  private final Optional<Upstream> upstream;
  private final List<String> steps = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  private PlanRepair(LakeState state, String name, TableExam exam, Optional<Upstream> upstream) {
    this.state = state;
    this.name = name;
    this.exam = exam;
    this.upstream = upstream;
  }

  /**
   * Looks at a table of the lake, or of its records.
   *
   * @param exam what was found
   * @throws LakeException if the storage does not answer
   */
  public static RepairPlan of(Lake lake, LakeState state, String name, TableExam exam)
      throws IOException {
    Optional<Upstream> upstream =
        Optional.ofNullable(lake.tables().get(name)).map(t -> new Upstream(lake, state, t));
    return new PlanRepair(state, name, exam, upstream).choose();
  }

  private RepairPlan choose() throws IOException {
    if (exam.unusable().filter(table -> !table.isDamaged()).isPresent()) {
      steps.add(String.valueOf(exam.unusable().get().getMessage()));
      return plan(Action.NONE, null, Map.of());
    }
    if (exam.damage().isEmpty()) {
      return plan(Action.NOTHING, null, Map.of());
    }
    if (exam.damage().stream().allMatch(finding -> finding.kind() == Kind.CHECKPOINT)
        && exam.newest().isPresent()) {
      steps.add(
          "make a new checkpoint of version %s: every row is in the commits"
              .formatted(exam.newest().get().version()));
      return finish(Action.CHECKPOINT, null, Map.of());
    }
    Optional<RepairPlan> leaving = exam.newest().isPresent() ? leaveOut() : Optional.empty();
    if (leaving.isPresent()) {
      return leaving.get();
    }
    Optional<TableVersion> whole = exam.lastWhole();
    return whole.isPresent() ? goBack(whole.get()) : makeAnew();
  }

  /** Of a table that only grows, what is damaged alone has to go. */
  private Optional<RepairPlan> leaveOut() throws IOException {
    TableVersion newest = exam.newest().orElseThrow();
    if (upstream.isEmpty()) {
      Set<String> bad = new TreeSet<>();
      exam.damage().forEach(finding -> bad.add(finding.path()));
      List<DataFile> files =
          newest.files().stream().filter(file -> !bad.contains(file.path())).toList();
      long rows = newest.rows() - files.stream().mapToLong(DataFile::rows).sum();
      steps.add("publish a version without the %s rows of the damaged files".formatted(rows));
      lost.add("these %s of %s records".formatted(rows, newest.rows()));
      return Optional.of(finish(Action.LEAVE_OUT, Target.of(newest, files), Map.of()));
    }
    if (!upstream.get().isLanding()) {
      return Optional.empty();
    }
    Optional<Remainder> remainder = exam.remainder();
    if (remainder.isEmpty()) {
      return Optional.empty();
    }
    Set<String> files = Ledger.names(remainder.get().marks());
    steps.add(
        "publish a version without the %s rows that came with the damaged files"
            .formatted(remainder.get().rows()));
    landing(files);
    return Optional.of(
        finish(
            Action.LEAVE_OUT, Target.of(newest, remainder.get().files()), Ledger.forgotten(files)));
  }

  private RepairPlan goBack(TableVersion whole) throws IOException {
    Map<String, Long> now = readableMarks();
    steps.add(
        "go back to version %s of %s rows, the last one that is whole"
            .formatted(whole.version(), whole.rows()));
    OptionalLong broken = exam.brokenFrom();
    if (broken.isPresent()) {
      lost.add("the versions from %s on, and their history".formatted(broken.getAsLong()));
    }
    if (upstream.isEmpty()) {
      lost.add("the records of later versions");
    } else if (upstream.get().isLanding()) {
      landing(Ledger.leftOut(now, whole.marks()));
      if (broken.isPresent()) {
        lost.add(
            "rows that the versions from %s on took in from landing files that are gone since"
                .formatted(broken.getAsLong()));
      }
    } else if (upstream.get().keepsOldRows()) {
      lost.add("rows of later versions that %s no longer gives".formatted(upstream.get().words()));
    }
    return finish(Action.GO_BACK, Target.of(whole), Ledger.undone(now, whole.marks()));
  }

  private RepairPlan makeAnew() throws IOException {
    if (upstream.isEmpty()) {
      steps.add("set the log aside; the next run begins new records");
      lost.add("all records of this table up to now");
      return finish(Action.MAKE_ANEW, null, Map.of());
    }
    Optional<String> obstacle = upstream.get().obstacle();
    if (obstacle.isPresent()) {
      steps.add("no version is whole, and " + obstacle.get());
      return plan(Action.NONE, null, Map.of());
    }
    steps.add("set the log aside, and make the table anew from " + upstream.get().words());
    lost.add("its earlier versions, and their history");
    if (upstream.get().isLanding()) {
      landing(Ledger.of(readableMarks()).names());
    } else if (upstream.get().keepsOldRows()) {
      lost.add("rows that %s no longer gives".formatted(upstream.get().words()));
    }
    return finish(Action.MAKE_ANEW, null, Map.of());
  }

  private void landing(Set<String> files) throws IOException {
    Set<String> there = upstream.orElseThrow().there(files);
    Set<String> gone = new TreeSet<>(files);
    gone.removeAll(there);
    if (!there.isEmpty()) {
      steps.add("take in again what is still there: " + named(there));
    }
    if (!gone.isEmpty()) {
      lost.add("the rows of landing files that are gone: " + named(gone));
    }
  }

  private static String named(Set<String> files) {
    String some = files.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = files.size() - NAMED;
    return more > 0 ? some + " and %s more".formatted(more) : some;
  }

  private Map<String, Long> readableMarks() {
    return exam.lastReadable().map(TableVersion::marks).orElse(Map.of());
  }

  private RepairPlan finish(Action action, @Nullable Target target, Map<String, Long> marks)
      throws IOException {
    steps.add("move what is damaged into a folder _damaged-TIME beside the data; delete nothing");
    if (action != Action.CHECKPOINT && upstream.isPresent()) {
      steps.add("build it, from what is upstream now");
    }
    return plan(action, target, marks);
  }

  private RepairPlan plan(Action action, @Nullable Target target, Map<String, Long> marks) {
    return new RepairPlan(name, action, exam.findings(), steps, lost, exam, target, marks);
  }
}
