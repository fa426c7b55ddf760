package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.TextTable;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.delta.VersionInfo;
import io.lavra.plan.Provenance;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpsTables;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = "A table's versions, the runs that made them, and what the gate said.")
final class HistoryCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(
      names = "--metrics",
      description = "What each run measured, oldest first, instead of the versions.")
  boolean metrics;

  @Override
  public Integer call() throws IOException {
    common.start();
    Lake lake = common.lake();
    String name = common.table(lake);
    LakeState state = LakeState.read(lake, common.target);
    common.requireExists(state, name);
    if (metrics) {
      print(
          List.of("version", "run", "status", "metric", "value"),
          MeasuredRuns.of(state, name, common.engine(lake)));
      return ExitCodes.OK;
    }
    Map<String, String> verdicts = verdicts(lake, state, name);
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (VersionInfo version : DeltaTable.at(state.folder(name)).history()) {
      lines.add(line(version, verdicts));
    }
    print(List.of("version", "time", "operation", "run", "gate"), lines);
    return ExitCodes.OK;
  }

  private void print(List<String> header, List<Map<String, @Nullable Object>> lines) {
    if (common.json()) {
      Json.print(lines);
    } else {
      TextTable text = new TextTable(header);
      lines.forEach(line -> text.add(new ArrayList<>(line.values())));
      text.print(System.out);
    }
  }

  private static Map<String, @Nullable Object> line(
      VersionInfo version, Map<String, String> verdicts) {
    String run =
        version.provenance().flatMap(Provenance::parse).map(Provenance::runId).orElse(null);
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("version", version.version());
    line.put("time", version.timestamp().toString());
    line.put("operation", version.operation());
    line.put("run", run);
    line.put("gate", run == null ? null : verdicts.get(run));
    return line;
  }

  /** What the gate said of a table, by run: {@code 12 of 12 pass}. */
  private Map<String, String> verdicts(Lake lake, LakeState state, String table)
      throws IOException {
    Map<String, String> verdicts = new HashMap<>();
    Optional<TableVersion> audit = state.record(OpsTables.AUDIT);
    if (audit.isEmpty()) {
      return verdicts;
    }
    Shard shard = Shard.of("ops.audit", audit.get());
    new TableQuery(Map.of("ops.audit", shard), common.engine(lake))
        .forEach(
            "SELECT run_id, count(*) FILTER (status = 'pass'), count(*) FROM ops.audit WHERE table_name = %s GROUP BY run_id"
                .formatted(SqlText.literal(table)),
            row ->
                verdicts.put(
                    String.valueOf(row.get(0)), row.get(1) + " of " + row.get(2) + " pass"));
    return verdicts;
  }
}
