package io.lavra.site;

import io.lavra.lake.delta.TableVersion;
import io.lavra.quality.docs.TableDocs;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpsTables;
import io.lavra.table.EngineSettings;
import io.lavra.table.FailureReason;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lake's own records, by table. Those that no run has written are empty. */
final class Records {
  /** A verdict on one expectation. */
  record Audited(
      String expectation,
      String column,
      String severity,
      boolean passed,
      String observed,
      String message) {}

  /** A measurement. */
  record Measured(String run, Instant at, String metric, String value) {}

  /** A row kept back, one of {@code rows} for the same reason. */
  record KeptBack(
      String group, String reason, String source, String offset, String raw, long rows) {}

  private static final String RUNS =
      """
      SELECT table_name, run_id, epoch_ms(recorded_at), status, coalesce(reason, ''), rows_read, rows_published,
        rows_quarantined, rows_deduplicated, rows_filtered, seconds
      FROM ops.runs WHERE status <> 'unchanged' ORDER BY table_name, recorded_at, run_id""";

  private static final String AUDIT =
      """
      SELECT a.table_name, a.run_id, a.expectation, coalesce(a.column_name, ''), a.severity, a.status,
        coalesce(a.observed, ''), coalesce(a.message, '')
      FROM ops.audit AS a
      LEFT JOIN (SELECT table_name, run_id, min(recorded_at) AS at FROM ops.runs GROUP BY ALL) AS r
        ON r.table_name = a.table_name AND r.run_id = a.run_id
      ORDER BY a.table_name, r.at NULLS FIRST, a.run_id, a.position""";

  private static final String METRICS =
      """
      SELECT m.table_name, m.run_id, epoch_ms(r.at), m.metric, m.value
      FROM ops.metrics AS m
      JOIN (SELECT table_name, run_id, min(recorded_at) AS at FROM ops.runs GROUP BY ALL) AS r
        ON r.table_name = m.table_name AND r.run_id = m.run_id
      WHERE m.value IS NOT NULL ORDER BY m.table_name, m.metric, r.at, m.run_id""";

  /** Rows that several runs kept back count once; three of each reason stand for all of them. */
  private static final String KEPT =
      """
      WITH once AS (
        SELECT table_name, reason, source, source_offset, raw, max(n) AS n FROM
          (SELECT table_name, reason, source, source_offset, raw, run_id, count(*) AS n FROM ops.quarantine GROUP BY ALL)
        GROUP BY table_name, reason, source, source_offset, raw),
      grouped AS (SELECT *, regexp_replace(reason, '"[^"]*"', '…', 'g') AS alike FROM once)
      SELECT table_name, alike, reason, coalesce(source, ''), coalesce(CAST(source_offset AS VARCHAR), ''),
        left(coalesce(raw, ''), 100000), CAST(sum(n) OVER (PARTITION BY table_name, alike) AS BIGINT)
      FROM grouped
      QUALIFY row_number() OVER (PARTITION BY table_name, alike ORDER BY source, source_offset, raw, reason) <= 3
      ORDER BY 1, 7 DESC, 2, source, source_offset, raw, reason""";

  private final Map<String, List<TableDocs.LastRun>> runs = new TreeMap<>();
  private final Map<String, Map<String, List<Audited>>> audits = new TreeMap<>();
  private final Map<String, List<Measured>> metrics = new TreeMap<>();
  private final Map<String, List<KeptBack>> kept = new TreeMap<>();

  private Records() {}

  static Records read(LakeState state, EngineSettings engine) throws IOException {
    Map<String, Shard> tables = new HashMap<>();
    for (String name :
        List.of(OpsTables.RUNS, OpsTables.AUDIT, OpsTables.METRICS, OpsTables.QUARANTINE)) {
      Optional<TableVersion> version = state.record(name);
      version.ifPresent(v -> tables.put("ops." + name, Shard.of("ops." + name, v)));
    }
    Records records = new Records();
    Questions questions = new Questions(state, engine, tables);
    questions.ask(RUNS, records::run, OpsTables.RUNS);
    questions.ask(AUDIT, records::audit, OpsTables.RUNS, OpsTables.AUDIT);
    questions.ask(METRICS, records::metric, OpsTables.RUNS, OpsTables.METRICS);
    questions.ask(KEPT, records::keep, OpsTables.QUARANTINE);
    return records;
  }

  /** Records that are damaged answer nothing; that they are is noted. */
  private record Questions(LakeState state, EngineSettings engine, Map<String, Shard> tables) {
    void ask(String sql, DuckDb.RowConsumer consumer, String... names) throws IOException {
      Map<String, Shard> asked = new HashMap<>();
      for (String name : names) {
        Shard shard = tables.get("ops." + name);
        if (shard == null) {
          return;
        }
        asked.put("ops." + name, shard);
      }
      try {
        new TableQuery(asked, engine).forEach(sql, consumer);
      } catch (TableException e) {
        state.damaged("ops." + names[names.length - 1], FailureReason.of(e));
      }
    }
  }

  /** What runs made of a table, oldest first; those that left it as it was are left out. */
  List<TableDocs.LastRun> runs(String table) {
    return runs.getOrDefault(table, List.of());
  }

  /** The newest verdict on each of a table's expectations. */
  List<Audited> audit(String table) {
    List<Audited> newest = List.of();
    for (List<Audited> audit : audits.getOrDefault(table, Map.of()).values()) {
      newest = audit;
    }
    return newest;
  }

  /** How many checks of a run passed, such as {@code 8 of 8}. */
  String gate(String table, String run) {
    List<Audited> audit = audits.getOrDefault(table, Map.of()).getOrDefault(run, List.of());
    long passed = audit.stream().filter(Audited::passed).count();
    return audit.isEmpty() ? "" : passed + " of " + audit.size();
  }

  List<Measured> metrics(String table) {
    return metrics.getOrDefault(table, List.of());
  }

  List<KeptBack> kept(String table) {
    return kept.getOrDefault(table, List.of());
  }

  private void run(List<@Nullable Object> row) {
    runs.computeIfAbsent(text(row, 0), table -> new ArrayList<>())
        .add(
            new TableDocs.LastRun(
                text(row, 1),
                Instant.ofEpochMilli(number(row, 2)),
                text(row, 3),
                text(row, 4),
                number(row, 5),
                number(row, 6),
                number(row, 7),
                number(row, 8),
                number(row, 9),
                row.get(10) instanceof Number seconds ? seconds.doubleValue() : 0));
  }

  private void audit(List<@Nullable Object> row) {
    audits
        .computeIfAbsent(text(row, 0), table -> new LinkedHashMap<>())
        .computeIfAbsent(text(row, 1), run -> new ArrayList<>())
        .add(
            new Audited(
                text(row, 2),
                text(row, 3),
                text(row, 4),
                text(row, 5).equals("pass"),
                text(row, 6),
                text(row, 7)));
  }

  private void metric(List<@Nullable Object> row) {
    metrics
        .computeIfAbsent(text(row, 0), table -> new ArrayList<>())
        .add(
            new Measured(
                text(row, 1), Instant.ofEpochMilli(number(row, 2)), text(row, 3), text(row, 4)));
  }

  private void keep(List<@Nullable Object> row) {
    kept.computeIfAbsent(text(row, 0), table -> new ArrayList<>())
        .add(
            new KeptBack(
                text(row, 1),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                text(row, 5),
                number(row, 6)));
  }

  private static String text(List<@Nullable Object> row, int at) {
    return row.get(at) == null ? "" : String.valueOf(row.get(at));
  }

  private static long number(List<@Nullable Object> row, int at) {
    return row.get(at) instanceof Number number ? number.longValue() : 0;
  }
}
