package io.lavra.cli;

import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.run.record.OpenRows;
import io.lavra.table.duckdb.Quarantine;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "quarantine",
    description = "Rows kept back.",
    subcommands = {QuarantineCommand.Ls.class, QuarantineCommand.Show.class, ReplayCommand.class})
final class QuarantineCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say this, and do nothing.")
  boolean help;

  @Override
  public Integer call() {
    throw new UsageException("Say quarantine ls, quarantine show TABLE, or quarantine replay.");
  }

  private static void print(
      Common common, Optional<TableQuery> query, List<String> names, String sql)
      throws IOException {
    if (query.isEmpty()) {
      System.err.println("Nothing is in quarantine.");
      return;
    }
    new ShowCommand.RowPrinter(
            names, common.json() ? ShowCommand.Format.JSON : ShowCommand.Format.TABLE, false)
        .print(query.get(), sql);
  }

  /** A row that several runs kept back counts once. */
  @Command(name = "ls", description = "How many rows of which table are kept back, and why.")
  static final class Ls implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Override
    public Integer call() throws IOException {
      common.start();
      common.noSubjects();
      Lake lake = common.lake();
      LakeState state = LakeState.read(lake, common.target);
      print(
          common,
          OpenRows.query(state, common.engine(lake)),
          List.of("table", "rows", "reason"),
          """
          SELECT table_name, CAST(sum(n) AS BIGINT), min(reason) FROM (%s)
          GROUP BY table_name, regexp_replace(reason, '"[^"]*"', '…') ORDER BY 1, 2 DESC, 3"""
              .formatted(OpenRows.select(state)));
      return ExitCodes.OK;
    }
  }

  @Command(name = "show", description = "The rows of one table that are kept back.")
  static final class Show implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Option(
        names = "--limit",
        defaultValue = "20",
        description = "How many rows (default: ${DEFAULT-VALUE}).")
    long limit = 20;

    @Option(names = "--all", description = "Also what has gone through since, run by run.")
    boolean all;

    @Override
    public Integer call() throws IOException {
      common.start();
      Lake lake = common.lake();
      String table = common.table(lake);
      LakeState state = LakeState.read(lake, common.target);
      List<String> names = new ArrayList<>(Quarantine.SCHEMA.names());
      if (!all) {
        names.add("tries");
      }
      print(
          common,
          OpenRows.query(state, common.engine(lake)),
          names,
          "SELECT %s FROM %s WHERE table_name = %s ORDER BY run_id, source, source_offset, raw LIMIT %s"
              .formatted(
                  SqlText.identifiers(names),
                  all ? "ops.quarantine" : "(" + OpenRows.select(state) + ")",
                  SqlText.literal(table),
                  limit));
      return ExitCodes.OK;
    }
  }
}
