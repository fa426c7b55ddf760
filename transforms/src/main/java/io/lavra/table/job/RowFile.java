package io.lavra.table.job;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.io.DiskFailure;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.parquet.ParquetFiles;
import io.lavra.lake.parquet.ParquetRowWriter;
import io.lavra.lake.storage.Storage;
import io.lavra.table.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One data file that is written row by row in scratch, and brought to its table when it is
 * finished.
 */
public final class RowFile implements AutoCloseable {
  private final ScratchFolder folder;
  private final Path file;
  private final TableSchema schema;
  private final ParquetRowWriter writer;
  private boolean open = true;
  private long rows;

  private RowFile(ScratchFolder folder, TableSchema schema) throws IOException {
    this.folder = folder;
    this.file = folder.path().resolve("rows.parquet");
    this.schema = schema;
    this.writer = ParquetRowWriter.create(file, schema);
  }

  public static RowFile create(EngineSettings settings, TableSchema schema) throws IOException {
    ScratchFolder folder = ScratchFolder.below(Path.of(settings.scratch()));
    try {
      return new RowFile(folder, schema);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Adds a row: one value per column, of the classes {@link ParquetRowWriter} names. */
  public void write(List<? extends @Nullable Object> values) throws IOException {
    try {
      writer.write(values);
    } catch (IOException e) {
      throw DiskFailure.at(file, e);
    }
    rows++;
  }

  public long rows() {
    return rows;
  }

  /** Brings the file to a table's folder; empty where it has no rows. */
  public Optional<DataFile> finish(Location table, String runId) throws IOException {
    open = false;
    try {
      writer.close();
    } catch (IOException e) {
      throw DiskFailure.at(file, e);
    }
    if (rows == 0) {
      return Optional.empty();
    }
    String name = "part-%s-%s.parquet".formatted(runId, UUID.randomUUID());
    DataFile described = ParquetFiles.describe(file, name, Map.of(), schema);
    Storage.at(table).put(name, file);
    io.lavra.lake.Failpoint.reach("file-written");
    return Optional.of(described);
  }

  @Override
  public void close() throws IOException {
    try (folder) {
      if (open) {
        writer.close();
      }
    }
  }
}
