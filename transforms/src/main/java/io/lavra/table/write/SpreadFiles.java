package io.lavra.table.write;

import static io.lavra.table.duckdb.SqlText.identifiers;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.storage.Storage;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.ConformSql;
import io.lavra.table.conform.SetAside;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.ParquetOutput;
import io.lavra.table.duckdb.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/** Conforms a shard and spreads its good rows over bucket files by the hash of their key. */
public record SpreadFiles(Shard input, Conform conform, Destination to, int buckets) {
  private static final String BUCKET = "_bucket";

  public Staged run(EngineSettings settings, List<KV<Integer, DataFile>> files) throws IOException {
    try (DuckDb duckDb =
        DuckDb.openForColumns(settings, settings.threadsPerSlot(), List.of(input))) {
      duckDb.execute("CREATE VIEW input AS " + Relation.select(input, duckDb, false));
      ConformSql sql = new ConformSql(conform, input.schema(), to.table(), settings.timezone());
      SetAside aside = new SetAside(duckDb, sql, conform, List.of());
      ParquetOutput output = new ParquetOutput(duckDb, to.runId());
      for (DataFile file :
          output.write(spread(aside), folder(to), bucketSchema(conform), List.of(BUCKET))) {
        files.add(KV.of(Integer.parseInt(file.partition().getOrDefault(BUCKET, "0")), file));
      }
      long quarantined = aside.defects();
      List<DataFile> rejects = output.writeRejects(quarantined, "set_aside WHERE _bad", to);
      long read = duckDb.number("SELECT count(*) FROM input");
      return Staged.of(
          to.table(), List.of(), rejects, new Counts(read, 0, quarantined, 0, aside.filtered()));
    }
  }

  private String spread(SetAside aside) {
    List<String> key = java.util.Objects.requireNonNull(conform.deduplicate()).key();
    String columns = identifiers(conform.schema().names()) + ", _source, _offset, _arrived_at";
    return """
        SELECT %1$s, CAST(hash(%2$s) %% %3$s AS INTEGER) AS %4$s FROM (
          SELECT %1$s FROM (%5$s) UNION ALL SELECT %1$s FROM set_aside WHERE NOT _bad AND _kept)"""
        .formatted(columns, identifiers(key), buckets, BUCKET, aside.straight());
  }

  /** The work that makes one bucket's rows the table's rows. */
  public static TableWork gather(List<DataFile> files, Conform conform, Destination to) {
    Shard bucket = new Shard(to.table(), folder(to), bucketSchema(conform), List.of(BUCKET), files);
    List<ConformColumn> asTheyAre =
        conform.columns().stream()
            .map(c -> ConformColumn.of(c.name(), c.name(), c.type()).untrimmed())
            .toList();
    Conform again = new Conform(asTheyAre, List.of(), null, conform.deduplicate());
    return new Gather(new ConformFiles(bucket, again, to, null, false));
  }

  /**
   * Where bucket files lie until they are gathered: on the table's storage, so that any worker can
   * read them.
   */
  static Location folder(Destination to) {
    return folder(to.folder(), to.runId());
  }

  private static Location folder(Location table, String runId) {
    return table.resolve("_lavra/exchange-" + runId);
  }

  /** Removes a run's bucket files; none is fine. */
  public static void cleanUp(Location table, String runId) throws IOException {
    Storage buckets = Storage.at(folder(table, runId));
    for (Storage.Stored file : buckets.list("")) {
      buckets.delete(file.path());
    }
  }

  private static TableSchema bucketSchema(Conform conform) {
    List<Column> columns = new ArrayList<>(conform.schema().columns());
    columns.add(new Column("_source", ColumnType.STRING));
    columns.add(new Column("_offset", ColumnType.BIGINT));
    columns.add(new Column("_arrived_at", ColumnType.TIMESTAMP));
    columns.add(new Column(BUCKET, ColumnType.INT));
    return new TableSchema(columns);
  }

  /** Deduplicates a bucket; its rows were counted as read when they were spread. */
  record Gather(ConformFiles work) implements TableWork {
    @Override
    public String table() {
      return work.table();
    }

    @Override
    public Staged run(EngineSettings settings) throws IOException {
      Staged staged = work.run(settings);
      Counts counts = staged.counts();
      return new Staged(
          staged.table(),
          staged.files(),
          List.of(),
          staged.rejects(),
          new Counts(0, counts.published(), counts.quarantined(), counts.deduplicated(), 0),
          Map.of(),
          null);
    }
  }
}
