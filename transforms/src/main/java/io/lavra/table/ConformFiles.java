package io.lavra.table;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.identifiers;

import io.lavra.lake.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conforms the files of a table: what can be read and passes the rules goes to data files, the rest
 * to quarantine.
 *
 * <p>Most keys occur once, so rows are not sorted: one pass over the key columns finds the hashes
 * that occur twice, a second sets aside the rows with such a hash or a defect, and the third
 * streams all others straight to Parquet.
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
    try (DuckDb duckDb = DuckDb.open(settings, threads, folders())) {
      String rows = Relation.select(input, duckDb.scratch(), false);
      duckDb.execute("CREATE VIEW input AS " + rows);
      duckDb.execute(
          "CREATE VIEW conformed AS "
              + new ConformSql(conform, input.schema(), to.table()).select("input"));
      return new Pass(duckDb).run();
    }
  }

  private Set<Path> folders() {
    return Folders.of(
        List.of(input.folder()), merge == null ? List.of() : List.of(merge.base().folder()));
  }

  /** One run of the work over an open database. */
  private final class Pass {
    private final DuckDb duckDb;
    private final ParquetOutput output;

    Pass(DuckDb duckDb) {
      this.duckDb = duckDb;
      this.output = new ParquetOutput(duckDb, to.runId());
    }

    Staged run() throws IOException {
      setAside();
      long quarantined = duckDb.number("SELECT count(*) FROM set_aside WHERE _bad");
      long filtered =
          conform.where() == null
              ? 0
              : duckDb.number("SELECT count(*) FROM conformed WHERE NOT _bad AND NOT _kept");
      long ranked = duckDb.number("SELECT count(*) FROM ranked WHERE _rank > 1");
      Merged merged = merge == null ? Merged.of(output.write(published(), to)) : merge();
      List<DataFile> rejects =
          quarantined == 0
              ? List.of()
              : output.write(
                  Quarantine.select(
                      to, "_source", "_offset", "_reason", "_raw", "set_aside WHERE _bad"),
                  to.quarantine(),
                  Quarantine.SCHEMA,
                  List.of());
      Counts counts =
          new Counts(
              duckDb.number("SELECT count(*) FROM input"),
              merged.published(),
              quarantined,
              ranked + merged.superseded(),
              filtered);
      return new Staged(
          to.table(), merged.files(), merged.removes(), rejects, counts, java.util.Map.of(), null);
    }

    private void setAside() {
      Deduplicate deduplicate = conform.deduplicate();
      String hash = "";
      String twice = "";
      if (deduplicate != null) {
        hash = "hash(" + identifiers(deduplicate.key()) + ")";
        duckDb.execute(
            "CREATE TEMP TABLE twice AS SELECT %1$s AS h FROM conformed GROUP BY 1 HAVING count(*) > 1"
                .formatted(hash));
        twice = " OR " + hash + " IN (SELECT h FROM twice)";
      }
      duckDb.execute("CREATE TEMP TABLE set_aside AS SELECT * FROM conformed WHERE _bad" + twice);
      duckDb.execute(
          "CREATE VIEW ranked AS SELECT *, %s AS _rank FROM set_aside WHERE NOT _bad AND _kept"
              .formatted(deduplicate == null ? "1" : Ranking.of(deduplicate, conform)));
    }

    private String published() {
      String columns = identifiers(conform.schema().names());
      Deduplicate deduplicate = conform.deduplicate();
      if (deduplicate == null) {
        return "SELECT " + columns + " FROM conformed WHERE NOT _bad AND _kept";
      }
      return """
          SELECT %1$s FROM conformed ANTI JOIN twice ON hash(%2$s) = twice.h WHERE NOT _bad AND _kept
          UNION ALL SELECT %1$s FROM ranked WHERE _rank = 1"""
          .formatted(columns, identifiers(deduplicate.key()));
    }

    private Merged merge() throws IOException {
      Merge into = java.util.Objects.requireNonNull(merge);
      duckDb.execute("CREATE TEMP TABLE incoming AS " + published());
      return new MergeFiles(duckDb, output, into, to, conform.deduplicate()).run();
    }
  }

  /** The files a merge or a plain write made. */
  record Merged(List<DataFile> files, List<String> removes, long published, long superseded) {
    static Merged of(List<DataFile> files) {
      return new Merged(files, List.of(), DataFiles.rows(files), 0);
    }
  }

  /** Ranks the rows of a key; the row that stays has rank 1. */
  static final class Ranking {
    private Ranking() {}

    static String of(Deduplicate deduplicate, Conform conform) {
      String direction = deduplicate.latest() ? " DESC NULLS LAST" : " ASC NULLS LAST";
      List<String> order = new ArrayList<>();
      if (deduplicate.by() != null) {
        order.add(identifier(deduplicate.by()) + direction);
      }
      order.add("_arrived_at" + direction);
      order.add("_source" + direction);
      order.add("_offset" + direction);
      for (String name : conform.schema().names()) {
        order.add(identifier(name) + direction);
      }
      return "row_number() OVER (PARTITION BY %s ORDER BY %s)"
          .formatted(identifiers(deduplicate.key()), String.join(", ", order));
    }
  }
}
