package io.lavra.run;

import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.quality.Circumstances;
import io.lavra.quality.Verdict;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.MetricHistory;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.job.StageTables;
import io.lavra.table.measure.TableChange;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Evaluates a table's expectations on its newest version. */
public final class CheckTable {
  private CheckTable() {}

  /**
   * Throws {@link java.util.NoSuchElementException} where the table does not exist.
   *
   * @param asOf when the day begins that freshness is counted from
   */
  public static Verdict check(
      LakeState state, Blueprint blueprint, Instant asOf, EngineSettings settings)
      throws IOException {
    TableVersion version = state.version(blueprint.name()).orElseThrow();
    Map<String, Shard> others = new TreeMap<>();
    for (String table : blueprint.suite().tablesRead()) {
      state.version(table).ifPresent(v -> others.put(table, Shard.of(table, v)));
    }
    TableChange change =
        new TableChange(
            Shard.of(blueprint.name(), version),
            TableChange.Kind.ADD,
            blueprint.suite().measures(),
            others,
            "");
    Circumstances circumstances = new MetricHistory(settings).before(state, blueprint, asOf);
    return blueprint
        .suite()
        .judge(StageTables.nothing(change, "check", settings).measured(), circumstances);
  }
}
