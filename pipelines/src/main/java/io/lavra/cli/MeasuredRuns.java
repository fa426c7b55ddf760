package io.lavra.cli;

import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpsTables;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the runs of a table measured, as {@code ops.metrics} keeps it. */
final class MeasuredRuns {
  private MeasuredRuns() {}

  /** A line for each run and metric, oldest run first. */
  static List<Map<String, @Nullable Object>> of(
      LakeState state, String table, EngineSettings settings) throws IOException {
    Map<String, Shard> ops = new TreeMap<>();
    for (String name : List.of(OpsTables.RUNS, OpsTables.METRICS)) {
      state
          .readableRecord(name)
          .ifPresent(version -> ops.put("ops." + name, Shard.of("ops." + name, version)));
    }
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    if (ops.size() == 2) {
      new TableQuery(ops, settings)
          .forEach(
              """
              SELECT version, run_id, status, metric, value
              FROM ops.metrics JOIN ops.runs USING (table_name, run_id)
              WHERE table_name = %s ORDER BY version NULLS FIRST, run_id, metric
              """
                  .formatted(SqlText.literal(table)),
              row -> lines.add(line(row)));
    }
    return lines;
  }

  private static Map<String, @Nullable Object> line(List<@Nullable Object> row) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("version", row.get(0));
    line.put("run", row.get(1));
    line.put("status", row.get(2));
    line.put("metric", row.get(3));
    line.put("value", row.get(4));
    return line;
  }
}
