package io.lavra.source;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.literal;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.DuckDb;
import io.lavra.table.EngineSettings;
import io.lavra.table.ParquetOutput;
import io.lavra.table.Quarantine;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes landing files into a bronze table: every column as text, with where it came from. Lines
 * that cannot be read go to quarantine as they are.
 *
 * @param files what to take in
 * @param columns the table's columns; a file may lack some
 * @param arrival when they arrived
 */
public record IngestFiles(
    List<LandingFile> files,
    FileFormat format,
    List<SourceColumn> columns,
    Destination to,
    Arrival arrival)
    implements TableWork {
  public IngestFiles {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
  }

  /** The columns every bronze table adds to its source's, and by which it is partitioned. */
  public static TableSchema schema(List<SourceColumn> columns) {
    List<Column> all = new ArrayList<>();
    columns.forEach(column -> all.add(column.toColumn()));
    all.add(new Column("_source", ColumnType.STRING));
    all.add(new Column("_offset", ColumnType.BIGINT));
    all.add(new Column("_arrived_at", ColumnType.TIMESTAMP));
    all.add(new Column("_run_id", ColumnType.STRING));
    all.add(new Column("_rescued", ColumnType.STRING));
    PARTITIONS.forEach(name -> all.add(new Column(name, ColumnType.INT)));
    return new TableSchema(all);
  }

  /** The day of arrival. */
  public static final List<String> PARTITIONS = List.of("year", "month", "day");

  @Override
  public String table() {
    return to.table();
  }

  @Override
  public Staged run(EngineSettings settings) throws IOException {
    Set<Path> folders = new HashSet<>();
    files.stream()
        .filter(file -> file.folder().isLocal())
        .forEach(file -> folders.add(file.folder().path()));
    Map<String, Long> ingested = new TreeMap<>();
    for (LandingFile file : files) {
      ingested.put(file.name(), file.contentNumber());
    }
    try (DuckDb duckDb = DuckDb.open(settings, 1, folders)) {
      KeptBack.prepare(duckDb);
      long limit = (long) settings.scratchMegabytes() << 20;
      List<String> selects = new ArrayList<>();
      long read = 0;
      for (LandingFile file : files) {
        RecordReader reader = RecordReader.of(duckDb, file, format, columns, limit);
        read += reader.scan();
        reader.select().ifPresent(select -> selects.add(withLineage(file, select)));
      }
      return write(duckDb, selects, read, ingested);
    }
  }

  private Staged write(DuckDb duckDb, List<String> selects, long read, Map<String, Long> ingested)
      throws IOException {
    ParquetOutput output = new ParquetOutput(duckDb, to.runId());
    List<DataFile> written =
        selects.isEmpty()
            ? List.of()
            : output.writePartition(String.join(" UNION ALL ", selects), to, arrival.partition());
    long kept = duckDb.number("SELECT count(*) FROM kept_back");
    List<DataFile> rejects =
        kept == 0
            ? List.of()
            : output.write(
                Quarantine.select(to, "source", "line", "reason", "raw", "kept_back"),
                to.quarantine(),
                Quarantine.SCHEMA,
                List.of());
    long rows = DataFiles.rows(written);
    return new Staged(
        to.table(),
        written,
        List.of(),
        rejects,
        new Counts(read, rows, kept, 0, 0),
        ingested,
        null);
  }

  private String withLineage(LandingFile file, String select) {
    return "SELECT %s%s AS _source, _offset, CAST(%s AS TIMESTAMPTZ) AS _arrived_at, %s AS _run_id, _rescued FROM (%s)"
        .formatted(
            columns.stream()
                .map(column -> identifier(column.name()) + ", ")
                .collect(Collectors.joining()),
            literal(file.name()),
            literal(arrival.at().toString()),
            literal(to.runId()),
            select);
  }
}
