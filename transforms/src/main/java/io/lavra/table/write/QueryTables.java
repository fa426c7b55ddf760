package io.lavra.table.write;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.identifiers;
import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.DataFile;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Merge;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import io.lavra.table.TableWork;
import io.lavra.table.conform.RowRule;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.FailedStatement;
import io.lavra.table.duckdb.InputViews;
import io.lavra.table.duckdb.ParquetOutput;
import io.lavra.table.duckdb.Quarantine;
import io.lavra.table.duckdb.SqlStatement;
import io.lavra.table.duckdb.SqlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a SQL statement over whole tables and writes its rows.
 *
 * @param inputs the tables it reads, by the name the statement uses
 * @param macros {@code CREATE MACRO} statements it may call
 * @param sql one SELECT
 * @param rules rows that break one go to quarantine
 * @param merge the table to merge into; null to write all rows
 */
public record QueryTables(
    Map<String, Shard> inputs,
    List<String> macros,
    String sql,
    List<RowRule> rules,
    Destination to,
    @Nullable Merge merge)
    implements TableWork {
  public QueryTables {
    inputs = new TreeMap<>(inputs);
    macros = List.copyOf(macros);
    rules = List.copyOf(rules);
  }

  @Override
  public String table() {
    return to.table();
  }

  @Override
  public Staged run(EngineSettings settings) throws IOException {
    List<Shard> read = new ArrayList<>(inputs.values());
    if (merge != null) {
      read.add(merge.base());
    }
    try (DuckDb duckDb = DuckDb.open(settings, settings.cores(), read)) {
      InputViews.create(duckDb, inputs, macros);
      ParquetOutput output = new ParquetOutput(duckDb, to.runId());
      try {
        return rules.isEmpty() && merge == null
            ? write(duckDb, output)
            : writeApart(duckDb, output);
      } catch (TableException failure) {
        throw new FailedStatement(duckDb, SqlStatement.of(sql), to.schema().columns())
            .explain(failure);
      }
    }
  }

  private Staged write(DuckDb duckDb, ParquetOutput output) throws IOException {
    List<DataFile> files = output.write(typed(), to);
    long rows = DataFiles.rows(files);
    return Staged.of(to.table(), files, List.of(), new Counts(rows, rows, 0, 0, 0));
  }

  private Staged writeApart(DuckDb duckDb, ParquetOutput output) throws IOException {
    duckDb.execute("CREATE TEMP TABLE result AS " + typed());
    String bad =
        rules.isEmpty()
            ? "false"
            : rules.stream()
                .map(rule -> "coalesce(NOT " + rule.grouped() + ", false)")
                .collect(Collectors.joining(" OR "));
    duckDb.execute(
        "CREATE VIEW incoming AS SELECT %s FROM result WHERE NOT (%s)"
            .formatted(identifiers(to.schema().names()), bad));
    ConformFiles.Merged merged =
        merge == null
            ? ConformFiles.Merged.of(output.write("SELECT * FROM incoming", to))
            : new MergeFiles(duckDb, output, Objects.requireNonNull(merge), to, null).run();
    long read = duckDb.number("SELECT count(*) FROM result");
    long kept = duckDb.number("SELECT count(*) FROM result WHERE " + bad);
    List<DataFile> rejects =
        kept == 0
            ? List.of()
            : output.write(rejected(bad), to.quarantine(), Quarantine.SCHEMA, List.of());
    Counts counts = new Counts(read, merged.published(), kept, merged.superseded(), 0);
    return new Staged(
        to.table(), merged.files(), merged.removes(), rejects, counts, Map.of(), null);
  }

  private String rejected(String bad) {
    List<String> reasons = new ArrayList<>();
    for (RowRule rule : rules) {
      reasons.add(
          "CASE WHEN NOT %s THEN %s END".formatted(rule.grouped(), SqlText.literal(rule.reason())));
    }
    return Quarantine.select(
        to,
        SqlText.literal(to.table()),
        "NULL",
        "concat_ws('; ', " + String.join(", ", reasons) + ")",
        SqlText.json(to.schema().names()),
        "result WHERE " + bad);
  }

  /** The statement with the table's column order and types. */
  private String typed() {
    String columns =
        to.schema().columns().stream()
            .map(
                c ->
                    "CAST(%s AS %s) AS %s"
                        .formatted(identifier(c.name()), typeName(c.type()), identifier(c.name())))
            .collect(Collectors.joining(", "));
    return "SELECT " + columns + " FROM (" + SqlStatement.of(sql) + "\n)";
  }
}
