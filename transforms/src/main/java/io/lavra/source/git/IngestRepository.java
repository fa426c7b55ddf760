package io.lavra.source.git;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.source.Arrival;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.job.RowFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files of a git repository into a bronze table: a row per file of one commit.
 *
 * @param folder the repository, or a folder in it, on this machine
 */
public record IngestRepository(
    String folder,
    String ref,
    List<String> include,
    List<String> exclude,
    Destination to,
    Arrival arrival)
    implements TableWork {
  /** Raised when the same source would give other rows than before. */
  public static final String CODE_VERSION = "1";

  /** The fields of {@link GitFile}, and the lineage. */
  public static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("path", ColumnType.STRING),
          new Column("content", ColumnType.STRING),
          new Column("size", ColumnType.BIGINT),
          new Column("commit", ColumnType.STRING),
          new Column("author", ColumnType.STRING),
          new Column("time", ColumnType.TIMESTAMP),
          new Column("language", ColumnType.STRING),
          new Column("_source", ColumnType.STRING),
          new Column("_offset", ColumnType.BIGINT),
          new Column("_arrived_at", ColumnType.TIMESTAMP),
          new Column("_run_id", ColumnType.STRING));

  public IngestRepository {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  @Override
  public String table() {
    return to.table();
  }

  @Override
  public Staged run(EngineSettings settings) throws IOException {
    try (RowFile rows = RowFile.create(settings, SCHEMA)) {
      GitFiles.read(Path.of(folder), ref, include, exclude, file -> write(rows, file));
      List<DataFile> written = rows.finish(to.folder(), to.runId()).stream().toList();
      long published = DataFiles.rows(written);
      return Staged.of(to.table(), written, List.of(), new Counts(rows.rows(), published, 0, 0, 0));
    }
  }

  private void write(RowFile rows, GitFile file) {
    try {
      rows.write(
          Arrays.<@Nullable Object>asList(
              file.path(),
              file.content().orElse(null),
              file.size(),
              file.last().map(GitFile.Change::commit).orElse(null),
              file.last().map(GitFile.Change::author).orElse(null),
              file.last().map(GitFile.Change::time).orElse(null),
              file.language().orElse(null),
              file.path(),
              0L,
              arrival.at(),
              to.runId()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
