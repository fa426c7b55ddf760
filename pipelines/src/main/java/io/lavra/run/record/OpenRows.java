package io.lavra.run.record;

import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Provenance;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows in quarantine that no build has taken up since. Nothing is ever struck off: a table's
 * log says since which version its rows only grew, and what an earlier build kept back, that build
 * read again. So there is no second book that could disagree with the table after a crash.
 */
public final class OpenRows {
  private static final String KEPT = "ops." + OpsTables.QUARANTINE;
  private static final String RUNS = "ops." + OpsTables.RUNS;

  private OpenRows() {}

  /** Reads the records; empty where nothing was ever kept back. */
  public static Optional<TableQuery> query(LakeState state, EngineSettings engine) {
    Map<String, Shard> tables = new TreeMap<>();
    for (String name : List.of(OpsTables.QUARANTINE, OpsTables.RUNS)) {
      state
          .readableRecord(name)
          .ifPresent(version -> tables.put("ops." + name, Shard.of("ops." + name, version)));
    }
    return tables.size() == 2 ? Optional.of(new TableQuery(tables, engine)) : Optional.empty();
  }

  /**
   * A statement for {@link #query}: each open row once, with the columns of {@code ops.quarantine}
   * as the newest run wrote them, {@code tries} (how many runs have kept it back) and {@code n}
   * (how many rows are alike in all of that). While a version is not yet recorded, what it kept
   * back is not known, and what was open before it is still.
   */
  public static String select(LakeState state) {
    return """
        SELECT table_name, arg_max(run_id, nth) AS run_id, source, source_offset, arg_max(reason, nth) AS reason,
          arg_max(raw, nth) AS raw, count(*) AS tries, arg_max(n, nth) AS n, known
        FROM (SELECT table_name, run_id, source, source_offset, known, min(reason) AS reason, min(raw) AS raw, count(*) AS n,
            (coalesce(max(version), %1$s), run_id) AS nth, coalesce(max(version), %1$s) AS version
          FROM (SELECT *, CASE WHEN json_valid(raw) AND starts_with(raw, '{') THEN CAST(json_merge_patch('{}', raw) AS VARCHAR) ELSE raw END AS known FROM %2$s)
          LEFT JOIN (SELECT run_id, table_name, max(version) AS version FROM %3$s GROUP BY ALL) USING (run_id, table_name)
          GROUP BY table_name, run_id, source, source_offset, known)
        LEFT JOIN (%4$s) USING (table_name)
        LEFT JOIN (%5$s) USING (table_name, source)
        LEFT JOIN (SELECT table_name, max(version) AS published FROM %3$s WHERE status = 'published' GROUP BY table_name) USING (table_name)
        GROUP BY table_name, source, source_offset, known
        HAVING max(version) >= CASE WHEN max(published) >= greatest(max(since), max(reread)) THEN greatest(max(since), max(reread)) ELSE 0 END"""
        .formatted(Long.MAX_VALUE, KEPT, RUNS, since(state), reread(state));
  }

  private static String since(LakeState state) {
    String rows =
        state.versions().entrySet().stream()
            .map(
                table ->
                    "(%s, CAST(%s AS BIGINT))"
                        .formatted(SqlText.literal(table.getKey()), since(table.getValue())))
            .collect(Collectors.joining(", "));
    return rows.isEmpty()
        ? "SELECT '' AS table_name, CAST(0 AS BIGINT) AS since"
        : "SELECT * FROM (VALUES " + rows + ") AS t(table_name, since)";
  }

  private static String reread(LakeState state) {
    List<String> rows = new ArrayList<>();
    state
        .versions()
        .forEach(
            (table, version) ->
                Provenance.of(version)
                    .map(Provenance::reread)
                    .ifPresent(
                        files ->
                            files.forEach(
                                (file, since) ->
                                    rows.add(
                                        "(%s, %s, CAST(%s AS BIGINT))"
                                            .formatted(
                                                SqlText.literal(table),
                                                SqlText.literal(file),
                                                since)))));
    return rows.isEmpty()
        ? "SELECT '' AS table_name, '' AS source, CAST(0 AS BIGINT) AS reread"
        : "SELECT * FROM (VALUES " + String.join(", ", rows) + ") AS t(table_name, source, reread)";
  }

  private static long since(TableVersion version) {
    return Provenance.of(version).map(Provenance::since).orElse(0L);
  }

  /** What makes an open row the same as another's, by table; how many rows are alike. */
  public static Map<String, Map<List<String>, Long>> byTable(
      LakeState state, EngineSettings engine, String where) throws IOException {
    Map<String, Map<List<String>, Long>> open = new TreeMap<>();
    Optional<TableQuery> records = query(state, engine);
    if (records.isPresent()) {
      records
          .get()
          .forEach(
              "SELECT table_name, source, source_offset, known, n FROM (%s) WHERE %s"
                  .formatted(select(state), where),
              row ->
                  open.computeIfAbsent(String.valueOf(row.get(0)), table -> new HashMap<>())
                      .put(
                          row.subList(1, 4).stream().map(String::valueOf).toList(),
                          Long.parseLong(String.valueOf(row.get(4)))));
    }
    return open;
  }
}
