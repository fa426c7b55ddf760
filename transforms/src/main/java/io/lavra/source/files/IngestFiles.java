package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.lake.storage.Storage;
import io.lavra.source.Arrival;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingLimitException;
import io.lavra.source.Ledger;
import io.lavra.source.SourceColumn;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.StepMemoryException;
import io.lavra.table.TableException;
import io.lavra.table.TableWork;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.ParquetOutput;
import io.lavra.table.duckdb.Quarantine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes landing files into a bronze table: every column as text, with where it came from. Lines
 * that cannot be read go to quarantine as they are.
 *
 * @param files what to take in
 * @param columns the table's columns; a file may lack some
 * @param bad what becomes of a file that cannot be read
 * @param changing what becomes of a file that changes meanwhile
 * @param arrival when they arrived
 */
public record IngestFiles(
    List<LandingFile> files,
    FileFormat format,
    List<SourceColumn> columns,
    BadFiles bad,
    ChangingFiles changing,
    Destination to,
    Arrival arrival)
    implements TableWork {
  /** Raised when the same source would give other rows than before. */
  public static final String CODE_VERSION = "1";

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
    try (Reading reading = read(settings, List.of())) {
      List<DataFile> written = reading.writeUnchanged();
      long rows = DataFiles.rows(written);
      long kept = reading.kept();
      return new Staged(
          to.table(),
          written,
          List.of(),
          reading.rejects(),
          new Counts(reading.records(), rows, kept, 0, 0),
          reading.ingested,
          null);
    }
  }

  /** Opens the files and looks for what cannot be read. */
  Reading read(EngineSettings settings, List<Shard> more) throws IOException {
    List<Path> landing =
        files.stream()
            .filter(file -> file.folder().isLocal())
            .map(file -> file.folder().path().resolve(file.path()))
            .toList();
    Reading reading = new Reading(DuckDb.open(settings, 1, more, landing));
    try {
      reading.scan((long) settings.scratchMegabytes() << 20);
      return reading;
    } catch (IOException | RuntimeException e) {
      reading.close();
      throw e;
    }
  }

  /** The files in an open database, whose table {@code kept_back} has what cannot be read. */
  final class Reading implements AutoCloseable {
    final DuckDb duckDb;
    final ParquetOutput output;
    private final Map<String, LandingFile.Content> contents = new LinkedHashMap<>();
    private final Map<String, String> selects = new LinkedHashMap<>();
    private final Map<String, Long> ingested = new TreeMap<>();
    private final Map<String, Long> records = new TreeMap<>();

    private Reading(DuckDb duckDb) {
      this.duckDb = duckDb;
      this.output = new ParquetOutput(duckDb, to.runId());
    }

    private void scan(long limit) throws IOException {
      KeptBack.prepare(duckDb);
      for (LandingFile file : files) {
        LandingFile.Defect defect = file.defect();
        if (defect != null) {
          keepBack(file, defect);
        } else if (file.isAsListed()) {
          tryToScan(file, limit);
        } else {
          leave(file);
        }
      }
    }

    private void tryToScan(LandingFile file, long limit) throws IOException {
      try {
        scan(file, limit);
      } catch (IOException e) {
        LandingException failure = LandingException.of(file, format.encoding(), e);
        if (failure.isOfTheFile() && hasChanged(file)) {
          leave(file);
        } else if (bad == BadFiles.FAIL || !failure.isOfTheFile()) {
          throw failure;
        } else {
          forget(file);
          keepBack(file, Objects.requireNonNull(file.keptBack(failure).defect()));
        }
      } catch (TableException e) {
        if (hasChanged(file)) {
          leave(file);
        } else {
          refuse(file, e);
        }
      }
    }

    /** A file that takes more memory than a step has is kept back; all else is no fault of it. */
    private void refuse(LandingFile file, TableException e) throws IOException {
      if (!isOutOfMemory(e)) {
        throw e;
      }
      LandingException failure =
          LandingException.of(
              file,
              format.encoding(),
              new LandingLimitException(
                  "takes more memory than a step has",
                  "Split it, or allow more with --set memory=MEGABYTES"));
      if (bad == BadFiles.FAIL) {
        throw failure;
      }
      forget(file);
      keepBack(file, Objects.requireNonNull(file.keptBack(failure).defect()));
    }

    private static boolean isOutOfMemory(TableException e) {
      return e instanceof StepMemoryException;
    }

    private void scan(LandingFile file, long limit) throws IOException {
      LandingFile.Content content = file.content();
      contents.put(file.name(), content);
      RecordReader reader = RecordReader.of(duckDb, file, format, columns, limit);
      records.put(file.name(), reader.scan());
      ingested.put(file.name(), content.number());
      reader.select().ifPresent(select -> selects.put(file.name(), select));
    }

    /** Whether it holds something else than before it was read. */
    private boolean hasChanged(LandingFile file) throws IOException {
      LandingFile.Content before = contents.get(file.name());
      try {
        return before != null && !before.equals(file.content());
      } catch (NoSuchFileException | AccessDeniedException e) {
        throw LandingException.of(file, format.encoding(), e);
      }
    }

    private void leave(LandingFile file) throws LandingException {
      if (changing == ChangingFiles.FAIL) {
        throw LandingException.changed(file);
      }
      forget(file);
      ingested.put(file.name(), Ledger.NOT_TAKEN);
    }

    private void forget(LandingFile file) {
      contents.remove(file.name());
      selects.remove(file.name());
      ingested.remove(file.name());
      records.remove(file.name());
      duckDb.execute("DELETE FROM kept_back WHERE source = " + literal(file.name()));
    }

    /** A file as a whole is one record, before its first line. */
    private void keepBack(LandingFile file, LandingFile.Defect defect) throws IOException {
      ingested.put(file.name(), defect.contentNumber());
      records.put(file.name(), 1L);
      try (KeptBack keptBack = new KeptBack(duckDb, file.name())) {
        keptBack.add(0, defect.reason(), "");
      }
    }

    private long records() {
      return records.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Writes what can be read of the files that nobody changes meanwhile. */
    List<DataFile> writeUnchanged() throws IOException {
      while (true) {
        List<DataFile> written = List.of();
        try {
          written = writeAll();
        } catch (IOException | TableException e) {
          if (!leaveChanged()) {
            throw e;
          }
          continue;
        }
        if (!leaveChanged()) {
          return written;
        }
        for (DataFile file : written) {
          Storage.at(to.folder()).delete(file.path());
        }
      }
    }

    /** File by file where all together take too much memory. */
    private List<DataFile> writeAll() throws IOException {
      try {
        return write(files, arrival);
      } catch (TableException e) {
        if (!isOutOfMemory(e)) {
          throw e;
        }
      }
      List<DataFile> written = new ArrayList<>();
      for (LandingFile file : files) {
        try {
          written.addAll(write(List.of(file), arrival));
        } catch (TableException e) {
          refuse(file, e);
        }
      }
      return written;
    }

    /** Whether a file is left that was not before. */
    private boolean leaveChanged() throws IOException {
      boolean any = false;
      for (LandingFile file : files) {
        if (hasChanged(file)) {
          leave(file);
          any = true;
        }
      }
      return any;
    }

    /** Fails where a file has changed since it was listed. */
    void requireUnchanged() throws IOException {
      for (LandingFile file : files) {
        if (hasChanged(file) || Ledger.left(ingested).contains(file.name())) {
          throw LandingException.changed(file);
        }
      }
    }

    /** Writes what can be read of some of the files. */
    List<DataFile> write(List<LandingFile> some, Arrival arrived) throws IOException {
      List<String> parts = new ArrayList<>();
      for (LandingFile file : some) {
        String select = selects.get(file.name());
        if (select != null) {
          parts.add(withLineage(file, select, arrived));
        }
      }
      return parts.isEmpty()
          ? List.of()
          : output.writePartition(String.join(" UNION ALL ", parts), to, arrived.partition());
    }

    long kept() {
      return duckDb.number("SELECT count(*) FROM kept_back");
    }

    List<DataFile> rejects() throws IOException {
      return kept() == 0
          ? List.of()
          : output.write(
              Quarantine.select(to, "source", "line", "reason", "raw", "kept_back"),
              to.quarantine(),
              Quarantine.SCHEMA,
              List.of());
    }

    @Override
    public void close() {
      duckDb.close();
    }
  }

  private String withLineage(LandingFile file, String select, Arrival arrived) {
    return "SELECT %s%s AS _source, _offset, CAST(%s AS TIMESTAMPTZ) AS _arrived_at, %s AS _run_id, _rescued FROM (%s)"
        .formatted(
            columns.stream()
                .map(column -> identifier(column.name()) + ", ")
                .collect(Collectors.joining()),
            literal(file.name()),
            literal(arrived.at().toString()),
            literal(to.runId()),
            select);
  }
}
