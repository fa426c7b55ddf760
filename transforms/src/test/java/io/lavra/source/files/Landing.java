package io.lavra.source.files;

import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.source.Arrival;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.source.SourceColumn;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.Workshop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A landing folder and the bronze table it fills. */
final class Landing {
  private static final Arrival ARRIVAL =
      new Arrival(Instant.parse("2024-05-06T07:08:09Z"), LocalDate.of(2024, 5, 6));

  final Workshop workshop;
  private final Path folder;
  private final FileFormat format;
  private Staged last = Staged.failed("bronze.t", "nothing has run");
  private Shard table;
  private List<SourceColumn> columns = List.of();

  Landing(Path root, FileFormat format) {
    this.workshop = new Workshop(root);
    this.folder = root.resolve("landing");
    this.format = format;
    this.table = workshop.empty("bronze.t", new TableSchema(List.of()));
  }

  Landing with(String name, String text) throws IOException {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Landing with(String name, String text, Charset charset) throws IOException {
    return with(name, text.getBytes(charset));
  }

  Landing with(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, name.endsWith(".gz") ? gzip(content) : content);
    return this;
  }

  /** Takes in what the ledger does not have yet, and publishes it. */
  Landing ingest() throws Exception {
    List<LandingFile> files = open();
    columns = NewFiles.again(files, format, BadFiles.FAIL, columns).columns();
    Destination to = workshop.to("bronze.t", IngestFiles.schema(columns), IngestFiles.PARTITIONS);
    last =
        workshop.run(
            new IngestFiles(
                files, format, columns, BadFiles.FAIL, ChangingFiles.WAIT, to, ARRIVAL));
    table = workshop.publish(to, last, false);
    return this;
  }

  /** Knows of the table's columns only what its schema says, as the next run does. */
  Landing reopen() {
    columns = SourceColumn.of(table.schema());
    return this;
  }

  /** The files the table has not taken in. */
  List<LandingFile> open() throws IOException {
    List<LandingFile> all = LandingFolder.of(folder + "/*", folder, "").files();
    Optional<TableVersion> latest = DeltaTable.at(workshop.folder("bronze.t")).latest();
    return NewFiles.find(all, format, BadFiles.FAIL, latest).files();
  }

  List<String> columns() {
    return columns.stream().map(SourceColumn::name).toList();
  }

  /** {@code _offset}, the source's columns and {@code _rescued} of each row, by file and offset. */
  List<String> rows() throws IOException {
    String names =
        columns.stream()
            .map(column -> '"' + column.name().replace("\"", "\"\"") + "\", ")
            .reduce("", String::concat);
    return workshop.rows(
        table,
        "SELECT * EXCLUDE (_source) FROM (SELECT _source, _offset, %s_rescued FROM t ORDER BY ALL)"
            .formatted(names));
  }

  List<String> rejects() throws IOException {
    return workshop.rejects(last);
  }

  Staged last() {
    return last;
  }

  Shard table() {
    return table;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
