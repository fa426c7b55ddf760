package io.lavra.source.documents;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.storage.Storage;
import io.lavra.source.Arrival;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.Ledger;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.duckdb.Quarantine;
import io.lavra.table.job.RowFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes documents into a bronze table: a row per section. A document that cannot be read goes to
 * quarantine with the reason.
 */
public record IngestDocuments(List<LandingFile> files, Destination to, Arrival arrival)
    implements TableWork {
  /** Raised when the same source would give other rows than before. */
  public static final String CODE_VERSION = "2";

  /**
   * {@code path}, {@code title}, {@code section} (from 0), {@code heading}, {@code text}, and the
   * lineage.
   */
  public static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("path", ColumnType.STRING),
          new Column("title", ColumnType.STRING),
          new Column("section", ColumnType.INT),
          new Column("heading", ColumnType.STRING),
          new Column("text", ColumnType.STRING),
          new Column("_source", ColumnType.STRING),
          new Column("_offset", ColumnType.BIGINT),
          new Column("_arrived_at", ColumnType.TIMESTAMP),
          new Column("_run_id", ColumnType.STRING));

  public IngestDocuments {
    files = List.copyOf(files);
  }

  /** Changes when a document comes, goes or changes. */
  public static String fingerprint(List<LandingFile> files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (LandingFile file : files) {
      all.append(file.name()).append('\n').append(fingerprint(file)).append('\n');
    }
    return Long.toHexString(Ledger.number(all.toString()));
  }

  private static String fingerprint(LandingFile file) throws IOException {
    if (file.defect() != null) {
      return "unread " + file.defect().contentNumber();
    }
    try {
      return Storage.at(file.folder()).fingerprint(file.path());
    } catch (NoSuchFileException | AccessDeniedException e) {
      return "unread";
    }
  }

  @Override
  public String table() {
    return to.table();
  }

  @Override
  public Staged run(EngineSettings settings) throws IOException {
    try (ScratchFolder scratch = ScratchFolder.below(Path.of(settings.scratch()));
        RowFile rows = RowFile.create(settings, SCHEMA);
        RowFile rejects = RowFile.create(settings, Quarantine.SCHEMA)) {
      for (LandingFile file : files) {
        read(file, scratch.path(), rows, rejects);
      }
      List<DataFile> written = rows.finish(to.folder(), to.runId()).stream().toList();
      List<DataFile> kept = rejects.finish(to.quarantine(), to.runId()).stream().toList();
      long read = rows.rows() + rejects.rows();
      return Staged.of(
          to.table(),
          written,
          kept,
          new Counts(read, DataFiles.rows(written), rejects.rows(), 0, 0));
    }
  }

  private void read(LandingFile file, Path scratch, RowFile rows, RowFile rejects)
      throws IOException {
    LandingFile.Defect defect = file.defect();
    if (defect != null) {
      rejects.write(
          Arrays.<@Nullable Object>asList(
              to.table(), to.runId(), file.name(), null, defect.reason(), null));
      return;
    }
    List<Section> sections = new ArrayList<>();
    Path local;
    try {
      local = Storage.at(file.folder()).fetch(file.path(), scratch);
      Files.newInputStream(local).close();
    } catch (NoSuchFileException | AccessDeniedException e) {
      rejects.write(
          Arrays.<@Nullable Object>asList(
              to.table(),
              to.runId(),
              file.name(),
              null,
              LandingException.of(file, "UTF-8", e).reason(),
              null));
      return;
    }
    try {
      DocumentFiles.read(local, file.name(), sections::add);
    } catch (IOException e) {
      rejects.write(
          Arrays.<@Nullable Object>asList(
              to.table(), to.runId(), file.name(), null, e.getMessage(), null));
      return;
    } catch (UncheckedIOException e) {
      rejects.write(
          Arrays.<@Nullable Object>asList(
              to.table(), to.runId(), file.name(), null, String.valueOf(e.getCause()), null));
      return;
    }
    for (Section section : sections) {
      rows.write(
          List.of(
              section.path(),
              section.title(),
              section.section(),
              section.heading(),
              section.text(),
              file.name(),
              (long) section.section(),
              arrival.at(),
              to.runId()));
    }
  }
}
