package io.lavra.cli;

import io.lavra.lake.Finding;
import io.lavra.lake.LakeException;
import io.lavra.lake.delta.TableExam;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpsTables;
import io.lavra.run.repair.PlanRepair;
import io.lavra.run.repair.RepairPlan;
import io.lavra.words.Inert;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the log and the data files of every table, and says for each finding what to do. */
final class ExamineTables {
  private static final int SHOWN = 5;

  private final Lake lake;
  private final LakeState state;
  private final boolean deep;

  ExamineTables(Lake lake, LakeState state, boolean deep) {
    this.lake = lake;
    this.state = state;
    this.deep = deep;
  }

  /** Gives the number of damaged tables. */
  int print() throws IOException {
    Set<String> tables = new TreeSet<>(lake.tables().keySet());
    OpsTables.SCHEMAS.keySet().forEach(name -> tables.add("ops." + name));
    int bad = 0;
    int whole = 0;
    for (String table : tables) {
      try {
        TableExam exam = TableExam.of(state.folder(table), deep);
        RepairPlan plan = PlanRepair.of(lake, state, table, exam);
        bad += plan.action() == RepairPlan.Action.NOTHING ? 0 : 1;
        whole += plan.action() == RepairPlan.Action.NOTHING && exam.exists() ? 1 : 0;
        print(plan);
      } catch (LakeException e) {
        bad++;
        line("BAD", table + ": " + e.getMessage());
      }
    }
    if (whole > 0) {
      line("ok", whole + " are whole");
    }
    return bad;
  }

  private static void print(RepairPlan plan) {
    List<Finding> damage = plan.damage();
    damage.stream()
        .limit(SHOWN)
        .forEach(finding -> line("BAD", plan.table() + ": " + finding.problem()));
    if (damage.size() > SHOWN) {
      line("BAD", "%s: and %s more".formatted(plan.table(), damage.size() - SHOWN));
    }
    if (plan.isPossible()) {
      line("do", "lavra repair %s: %s".formatted(plan.table(), plan.steps().get(0)));
    } else if (plan.action() == RepairPlan.Action.NONE) {
      line(damage.isEmpty() ? "BAD" : "do", plan.table() + ": " + plan.steps().get(0));
    }
    note(
        plan,
        Finding.Kind.OLD,
        "%s: %s commits before a checkpoint are damaged, among them %s. Nothing is to be done: versions before it cannot be gone back to");
    note(
        plan,
        Finding.Kind.ORPHAN,
        "%s: %s files are in no version, among them %s. Nothing is to be done: nobody reads them");
  }

  private static void note(RepairPlan plan, Finding.Kind kind, String words) {
    List<Finding> some =
        plan.findings().stream().filter(finding -> finding.kind() == kind).toList();
    if (!some.isEmpty()) {
      line("note", words.formatted(plan.table(), some.size(), some.get(0).path()));
    }
  }

  private static void line(String mark, String text) {
    System.out.printf("%-5s %-8s %s%n", mark, "table", Inert.line(text));
  }
}
