package io.lavra.run.repair;

import io.lavra.lake.LakeException;
import io.lavra.lake.delta.HealTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.RecordOutcomes;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a plan of a repair says. */
public final class RepairTable {
  private static final Logger LOG = LoggerFactory.getLogger(RepairTable.class);

  private RepairTable() {}

  /**
   * What became of it.
   *
   * @param version what readers see now; empty if there is no table any more, before it is made
   * @param aside where damaged parts are now, relative to the table's folder
   */
  public record Repaired(OptionalLong version, String aside) {}

  /**
   * Repairs a table. The table is still to be built where the plan says so.
   *
   * @throws LakeException if another writer came first, or the storage does not let it
   */
  public static Repaired repair(LakeState state, RepairPlan plan, Instant now) {
    HealTable heal = new HealTable(state.folder(plan.table()), plan.exam(), now);
    return new Repaired(version(state, plan, heal), heal.aside());
  }

  /** Above all that was ever written down of the table, or what it becomes would never be. */
  private static long number(LakeState state, RepairPlan plan) {
    try {
      state.recorded(RecordOutcomes.recorded(state.layer("ops")));
    } catch (LakeException damaged) {
      LOG.warn("The records cannot be read, and the next run puts them right", damaged);
    }
    long last =
        plan.exam()
            .lastReadable()
            .map(TableVersion::marks)
            .map(marks -> marks.getOrDefault(state.appender(plan.table()), 0L))
            .orElse(0L);
    return Math.max(last + 1, state.nextNumber(plan.table()));
  }

  private static OptionalLong version(LakeState state, RepairPlan plan, HealTable heal) {
    switch (plan.action()) {
      case CHECKPOINT -> {
        heal.checkpoint();
        return OptionalLong.of(plan.exam().newest().orElseThrow().version());
      }
      case LEAVE_OUT, GO_BACK -> {
        return OptionalLong.of(
            heal.become(
                Objects.requireNonNull(plan.target()),
                state.appender(plan.table()),
                number(state, plan),
                plan.marks()));
      }
      case MAKE_ANEW -> {
        heal.setAside();
        return OptionalLong.empty();
      }
      default -> throw new IllegalArgumentException("Nothing is to be done: " + plan);
    }
  }
}
