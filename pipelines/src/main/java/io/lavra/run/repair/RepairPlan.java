package io.lavra.run.repair;

import io.lavra.lake.Finding;
import io.lavra.lake.delta.HealTable.Target;
import io.lavra.lake.delta.TableExam;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a table, what a repair does about it, and what that costs.
 *
 * @param action what is done
 * @param findings what was found, what is harmless included
 * @param steps what is done, in order, each as a line
 * @param lost what is gone for good, each as a line
 * @param exam what the plan was made from
 * @param target what the table becomes, if it does not become another one
 * @param marks what the change carries beside the appender's number
 */
public record RepairPlan(
    String table,
    Action action,
    List<Finding> findings,
    List<String> steps,
    List<String> lost,
    TableExam exam,
    @Nullable Target target,
    Map<String, Long> marks) {
  public RepairPlan {
    findings = List.copyOf(findings);
    steps = List.copyOf(steps);
    lost = List.copyOf(lost);
    marks = Map.copyOf(marks);
  }

  /** Ways to repair a table, from the one that costs nothing on. */
  public enum Action {
    /** Nothing is damaged. */
    NOTHING,
    /** A new checkpoint: every row is in the commits. */
    CHECKPOINT,
    /** The damaged files leave the table, with what came together with them. */
    LEAVE_OUT,
    /** The last version that is whole is again what readers see. */
    GO_BACK,
    /** The log is set aside, and the table made from what is upstream. */
    MAKE_ANEW,
    /** Nothing is safe; the steps say what a person can do. */
    NONE
  }

  /** Whether there is something that can be done. */
  public boolean isPossible() {
    return action != Action.NOTHING && action != Action.NONE;
  }

  /** Whether the table is to be built afterwards; records are not, and rows that are all there. */
  public boolean builds() {
    return isPossible() && action != Action.CHECKPOINT && !table.startsWith("ops.");
  }

  /** What needs something to be done. */
  public List<Finding> damage() {
    return findings.stream().filter(finding -> !finding.isHarmless()).toList();
  }
}
