package io.lavra.run;

import io.lavra.plan.Order;
import io.lavra.project.FilesSource;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.run.job.RunOptions;
import io.lavra.run.record.CatchUp;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpenRows;
import io.lavra.run.report.Progress;
import io.lavra.run.report.RunReport;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.lineage.Catalog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets rows that were kept back go through today's definitions. A table whose definition has
 * changed is made anew from its input, which has these rows still, so that the outcome is that of a
 * lake whose definition was right from the beginning; any other table is left alone, for its rows
 * would be kept back again.
 */
public final class ReplayRows {
  private ReplayRows() {}

  /**
   * Which rows.
   *
   * @param table only this table's
   * @param run only those that this run kept back last
   * @param reason only those whose reason has this text in it
   */
  public record Choice(Optional<String> table, Optional<String> run, Optional<String> reason) {
    String where() {
      List<String> conditions = new ArrayList<>(List.of("true"));
      table.ifPresent(name -> conditions.add("table_name = " + SqlText.literal(name)));
      run.ifPresent(id -> conditions.add("run_id = " + SqlText.literal(id)));
      reason.ifPresent(text -> conditions.add("contains(reason, " + SqlText.literal(text) + ")"));
      return String.join(" AND ", conditions);
    }
  }

  /**
   * What became of a table's rows.
   *
   * @param replayed open before
   * @param released of these, not kept back any more: published, a duplicate, or filtered
   * @param kept of these, kept back again
   */
  public record Result(String table, long replayed, long released, long kept) {}

  /** The run and, for each of its tables, what became of the rows. */
  public record Replay(RunReport report, List<Result> results) {}

  /**
   * Replays.
   *
   * @param options what a run is asked for; of its tables those are built that have such rows
   * @throws io.lavra.words.ConfigurationException where the lake cannot work as it is written;
   *     nothing was built
   */
  public static Replay replay(
      Lake lake, Choice choice, RunOptions options, String runId, Instant now, Progress progress)
      throws IOException {
    catchUp(lake, options);
    Map<String, Map<List<String>, Long>> before = open(lake, options, choice.where());
    Set<String> tables = new TreeSet<>(before.keySet());
    tables.retainAll(options.selected());
    RunReport report =
        RunLake.run(
            lake,
            options.only(tables),
            lines(lake, before, open(lake, options, "true")),
            runId,
            now,
            progress);
    Map<String, Map<List<String>, Long>> after = open(lake, options, "true");
    List<Result> results = new ArrayList<>();
    for (String table : tables) {
      results.add(
          result(table, before.getOrDefault(table, Map.of()), after.getOrDefault(table, Map.of())));
    }
    return new Replay(report, results);
  }

  /** What a replay that was killed kept back must be known before it is asked for. */
  private static void catchUp(Lake lake, RunOptions options) throws IOException {
    try (Catalog catalog = new Catalog()) {
      LakeState state = LakeState.read(lake, options.target());
      new CatchUp(state, Order.of(lake, catalog).suites(), options.engine(), options.date()).run();
    }
  }

  private static Map<String, Map<List<String>, Long>> open(
      Lake lake, RunOptions options, String where) throws IOException {
    return OpenRows.byTable(LakeState.read(lake, options.target()), options.engine(), where);
  }

  /** By table and landing file, of which some line is chosen, the offsets of all open lines. */
  private static Map<String, Map<String, Set<Long>>> lines(
      Lake lake,
      Map<String, Map<List<String>, Long>> chosen,
      Map<String, Map<List<String>, Long>> open) {
    Map<String, Map<String, Set<Long>>> lines = new TreeMap<>();
    chosen.forEach(
        (table, some) -> {
          Table declared = lake.tables().get(table);
          if (declared != null && declared.definition() instanceof FilesSource) {
            Map<String, Set<Long>> files = lines.computeIfAbsent(table, name -> new TreeMap<>());
            some.keySet().forEach(row -> files.put(row.get(0), new TreeSet<>()));
            for (List<String> row : open.getOrDefault(table, Map.of()).keySet()) {
              Set<Long> file = files.get(row.get(0));
              if (file != null) {
                file.add(Long.parseLong(row.get(1)));
              }
            }
          }
        });
    return lines;
  }

  private static Result result(
      String table, Map<List<String>, Long> before, Map<List<String>, Long> after) {
    long replayed = 0;
    long kept = 0;
    for (Map.Entry<List<String>, Long> row : before.entrySet()) {
      replayed += row.getValue();
      kept += Math.min(row.getValue(), after.getOrDefault(row.getKey(), 0L));
    }
    return new Result(table, replayed, replayed - kept, kept);
  }
}
