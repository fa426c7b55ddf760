package io.lavra.source.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.source.Arrival;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.table.Staged;
import io.lavra.table.Workshop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Landing files that go wrong between being listed and being read. */
class BadLandingTest {
  private static final FileFormat CSV = FileFormat.Csv.standard();
  private static final String GONE =
      "landing/b.csv: is gone since the files were listed. Run again, or put it back.";

  private final Path folder;

  BadLandingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void goneAfterTheListing() throws Exception {
    List<LandingFile> files = listed();
    Files.delete(folder.resolve("landing/b.csv"));
    assertEquals(
        GONE, assertThrows(IOException.class, () -> look(files, BadFiles.FAIL)).getMessage());
    NewFiles open = look(files, BadFiles.QUARANTINE);
    assertEquals(2, open.files().size());
    assertEquals(
        "the file is gone since the files were listed",
        Optional.ofNullable(open.files().get(1).defect()).orElseThrow().reason());
    Staged staged = ingest(open, BadFiles.QUARANTINE);
    assertEquals(2, staged.counts().read());
    assertEquals(1, staged.counts().published());
    assertEquals(1, staged.counts().quarantined());
  }

  @Test
  void goneAfterTheLook() throws Exception {
    NewFiles open = look(listed(), BadFiles.FAIL);
    Files.delete(folder.resolve("landing/b.csv"));
    assertEquals(
        GONE, assertThrows(IOException.class, () -> ingest(open, BadFiles.FAIL)).getMessage());
    Staged staged = ingest(open, BadFiles.QUARANTINE);
    assertEquals(1, staged.counts().quarantined());
    assertEquals(2, staged.ingested().size());
  }

  @Test
  void manyAtOnceAndOtherReasons() throws Exception {
    List<LandingFile> files = listed();
    Files.delete(folder.resolve("landing/a.csv"));
    Files.delete(folder.resolve("landing/b.csv"));
    assertEquals(
        "landing/a.csv: is gone since the files were listed. Run again, or put it back. 1 more file cannot be read either.",
        assertThrows(IOException.class, () -> look(files, BadFiles.FAIL)).getMessage());
    assertEquals(
        "landing/a.csv: may not be read by the user that runs Lavra. Give the right to; with bad-files: quarantine the other files go in without it.",
        said(files.get(0), new AccessDeniedException("/x/landing/a.csv")));
    assertEquals(
        "landing/a.csv: cannot be read now, there is no file /scratch/step-1. Run again.",
        said(files.get(0), new NoSuchFileException("/scratch/step-1")));
    assertEquals(
        "landing/a.csv: cannot be read now, http://s3:9000: Connection refused. Run again.",
        said(files.get(0), new IOException("http://s3:9000: Connection refused")));
  }

  /** The JDK's reader would end after a part where no more bytes are at hand. */
  @Test
  void aGzipFileOfSeveralPartsIsReadWhole() throws Exception {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.write(Landing.gzip("id\n1\n".getBytes(StandardCharsets.UTF_8)));
    for (int i = 2; i <= 20_000; i++) {
      parts.write(Landing.gzip((i + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    Files.createDirectories(folder.resolve("landing"));
    Files.write(folder.resolve("landing/p.csv.gz"), parts.toByteArray());
    NewFiles open = look(LandingFolder.of("landing/*", folder, "").files(), BadFiles.FAIL);
    assertEquals(20_000, ingest(open, BadFiles.FAIL).counts().published());
  }

  private static String said(LandingFile file, IOException cause) {
    return String.valueOf(LandingException.of(file, "UTF-8", cause).getMessage());
  }

  private List<LandingFile> listed() throws IOException {
    Files.createDirectories(folder.resolve("landing"));
    Files.writeString(folder.resolve("landing/a.csv"), "id\n1\n");
    Files.writeString(folder.resolve("landing/b.csv"), "id\n2\n");
    return LandingFolder.of("landing/*", folder, "").files();
  }

  private static NewFiles look(List<LandingFile> files, BadFiles bad) throws IOException {
    return NewFiles.find(files, CSV, bad, Optional.empty());
  }

  private Staged ingest(NewFiles open, BadFiles bad) throws Exception {
    Workshop workshop = new Workshop(folder.resolve("work"));
    Arrival arrival = new Arrival(Instant.EPOCH, LocalDate.EPOCH);
    return new IngestFiles(
            open.files(),
            CSV,
            open.columns(),
            bad,
            ChangingFiles.WAIT,
            workshop.to("bronze.t", open.schema(), IngestFiles.PARTITIONS),
            arrival)
        .run(workshop.settings());
  }
}
