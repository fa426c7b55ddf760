package io.lavra.table.write;

import static io.lavra.table.duckdb.SqlText.identifiers;

import io.lavra.lake.DataFile;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Merge;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformSql;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.conform.SetAside;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.ParquetOutput;
import io.lavra.table.duckdb.Relation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conforms the files of a table: what can be read and passes the rules goes to data files, the rest
 * to quarantine.
 *
 * <p>Most keys occur once and most rows are good: they stream straight to Parquet, and only the
 * others are set aside and ranked ({@link SetAside}).
 *
 * @param input what to conform
 * @param merge the table to merge into; null to write all rows that stay
 * @param wide whether this is the table's only piece of work, which then uses all cores
 */
public record ConformFiles(
    Shard input, Conform conform, Destination to, @Nullable Merge merge, boolean wide)
    implements TableWork {

  @Override
  public String table() {
    return to.table();
  }

  @Override
  public Staged run(EngineSettings settings) throws IOException {
    int threads = wide ? settings.cores() : settings.threadsPerSlot();
    try (DuckDb duckDb = DuckDb.openForColumns(settings, threads, inputs())) {
      String rows = Relation.select(input, duckDb, false);
      duckDb.execute("CREATE VIEW input AS " + rows);
      return new Pass(duckDb, settings.timezone()).run();
    }
  }

  private List<Shard> inputs() {
    return merge == null ? List.of(input) : List.of(input, merge.base());
  }

  /** One run of the work over an open database. */
  private final class Pass {
    private final DuckDb duckDb;
    private final String zone;
    private final ParquetOutput output;

    Pass(DuckDb duckDb, String zone) {
      this.duckDb = duckDb;
      this.zone = zone;
      this.output = new ParquetOutput(duckDb, to.runId());
    }

    Staged run() throws IOException {
      Deduplicate deduplicate = conform.deduplicate();
      SetAside aside =
          new SetAside(
              duckDb,
              new ConformSql(conform, input.schema(), to.table(), zone),
              conform,
              deduplicate == null ? List.of() : deduplicate.key());
      duckDb.execute(
          "CREATE VIEW ranked AS SELECT *, %s AS _rank FROM set_aside WHERE NOT _bad AND _kept"
              .formatted(deduplicate == null ? "1" : deduplicate.rank(conform.schema().names())));
      Merged merged = merge == null ? Merged.of(output.write(published(aside), to)) : merge(aside);
      long quarantined = aside.defects();
      Counts counts =
          new Counts(
              duckDb.number("SELECT count(*) FROM input"),
              merged.published(),
              quarantined,
              duckDb.number("SELECT count(*) FROM ranked WHERE _rank > 1") + merged.superseded(),
              aside.filtered());
      List<DataFile> rejects = output.writeRejects(quarantined, "set_aside WHERE _bad", to);
      return new Staged(
          to.table(), merged.files(), merged.removes(), rejects, counts, Map.of(), null);
    }

    private String published(SetAside aside) {
      String columns = identifiers(conform.schema().names());
      return "SELECT %1$s FROM (%2$s) UNION ALL SELECT %1$s FROM ranked WHERE _rank = 1"
          .formatted(columns, aside.straight());
    }

    private Merged merge(SetAside aside) throws IOException {
      Merge into = java.util.Objects.requireNonNull(merge);
      duckDb.execute("CREATE TEMP TABLE incoming AS " + published(aside));
      return new MergeFiles(duckDb, output, into, to, conform.deduplicate()).run();
    }
  }

  /** The files a merge or a plain write made. */
  record Merged(List<DataFile> files, List<String> removes, long published, long superseded) {
    static Merged of(List<DataFile> files) {
      return new Merged(files, List.of(), DataFiles.rows(files), 0);
    }
  }
}
