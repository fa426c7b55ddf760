package io.lavra.lake.delta;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable.Outcome;
import io.lavra.lake.parquet.ParquetFiles;
import io.lavra.lake.parquet.ParquetRowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Publishes one-row files to a table, as tests need them. */
@NullUnmarked
class LakeWriter {
  static final String APPENDER = "lavra/test/orders";

  final Path folder;
  TableSchema schema = TableSchema.of(new Column("id", ColumnType.BIGINT));
  Map<String, Long> marks = Map.of();

  LakeWriter(Path folder) {
    this.folder = folder;
  }

  DeltaTable table() {
    return DeltaTable.at(Location.local(folder));
  }

  Outcome append(long number) throws IOException {
    return table().publish(appending(number));
  }

  Outcome append(String appender, long number) throws IOException {
    return table().publish(commit(appender, number, version(), List.of(file()), List.of()));
  }

  Commit appending(long number) throws IOException {
    return commit(APPENDER, number, version(), List.of(file()), List.of());
  }

  Commit overwriting(long number) throws IOException {
    List<String> all = table().latest().orElseThrow().files().stream().map(DataFile::path).toList();
    return commit(APPENDER, number, version(), List.of(file()), all);
  }

  Commit commit(
      String appender, long number, long base, List<DataFile> adds, List<String> removes) {
    String provenance = "{\"run\":%d}".formatted(number);
    return new Commit(
        base, schema, List.of(), adds, removes, appender, number, marks, "WRITE", provenance, true);
  }

  /** A staged file with one row of nulls. */
  DataFile file() throws IOException {
    Files.createDirectories(folder);
    String name = "part-%s.parquet".formatted(UUID.randomUUID());
    Path file = folder.resolve(name);
    try (ParquetRowWriter rows = ParquetRowWriter.create(file, schema)) {
      rows.write(Collections.nCopies(schema.columns().size(), null));
    }
    return ParquetFiles.describe(file, name, Map.of(), schema);
  }

  private long version() {
    return table().latest().map(TableVersion::version).orElse(-1L);
  }
}
