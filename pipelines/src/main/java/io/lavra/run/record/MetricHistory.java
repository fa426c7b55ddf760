package io.lavra.run.record;

import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Provenance;
import io.lavra.quality.Circumstances;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What earlier runs measured, as {@code ops.metrics} keeps it; read once, when first asked for. */
public final class MetricHistory {
  /** How many published runs of a table are looked at. */
  private static final int RUNS = 100;

  private static final String QUERY =
      """
      WITH runs AS (
        SELECT table_name, run_id, row_number() OVER (
          PARTITION BY table_name ORDER BY version DESC, run_id DESC) AS age
        FROM ops.runs WHERE status = 'published')
      SELECT table_name, run_id, metric, value
      FROM ops.metrics JOIN runs USING (table_name, run_id)
      WHERE age <= %s ORDER BY table_name, age, metric
      """
          .formatted(RUNS);

  private final EngineSettings settings;

  /** By table, then by run, newest first. */
  private @Nullable Map<String, Map<String, Map<String, String>>> metrics;

  public MetricHistory(EngineSettings settings) {
    this.settings = settings;
  }

  /** What the version that is there is judged by: the runs before the one that made it. */
  public Circumstances before(LakeState state, Blueprint blueprint, Instant asOf)
      throws IOException {
    Circumstances all = circumstances(state, blueprint, asOf);
    boolean known = !all.base().isEmpty();
    List<Map<String, String>> past = all.past();
    int newest = known ? past.indexOf(all.base()) : -1;
    return new Circumstances(asOf, past.subList(newest + 1, past.size()), Map.of());
  }

  /** What a table that is about to be built is judged by. */
  public Circumstances circumstances(LakeState state, Blueprint blueprint, Instant asOf)
      throws IOException {
    Optional<TableVersion> version = state.version(blueprint.name());
    if (version.isEmpty() || blueprint.suite().measures().isEmpty()) {
      return new Circumstances(asOf, List.of(), Map.of());
    }
    Map<String, Map<String, String>> runs = metrics(state).getOrDefault(blueprint.name(), Map.of());
    Map<String, String> base =
        version.flatMap(Provenance::of).map(Provenance::runId).map(runs::get).orElse(Map.of());
    return new Circumstances(asOf, new ArrayList<>(runs.values()), base);
  }

  private Map<String, Map<String, Map<String, String>>> metrics(LakeState state)
      throws IOException {
    if (metrics == null) {
      metrics = read(state);
    }
    return metrics;
  }

  private Map<String, Map<String, Map<String, String>>> read(LakeState state) throws IOException {
    Map<String, Shard> tables = new TreeMap<>();
    for (String table : List.of(OpsTables.RUNS, OpsTables.METRICS)) {
      state
          .readableRecord(table)
          .ifPresent(version -> tables.put("ops." + table, Shard.of("ops." + table, version)));
    }
    Map<String, Map<String, Map<String, String>>> read = new TreeMap<>();
    if (tables.size() == 2) {
      new TableQuery(tables, settings)
          .forEach(
              QUERY,
              row ->
                  read.computeIfAbsent(String.valueOf(row.get(0)), t -> new LinkedHashMap<>())
                      .computeIfAbsent(String.valueOf(row.get(1)), r -> new TreeMap<>())
                      .put(String.valueOf(row.get(2)), String.valueOf(row.get(3))));
    }
    return read;
  }
}
