package io.lavra.source.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.storage.Storage;
import io.lavra.lake.storage.TestServer;
import io.lavra.source.Arrival;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.source.Ledger;
import io.lavra.table.DataFiles;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.Workshop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Landing files that are written to between being listed and being committed. */
class ChangingLandingTest {
  private static final FileFormat CSV = FileFormat.Csv.standard();
  private static final Set<String> B = Set.of("landing/b.csv");

  private final Path folder;
  private final Path b;
  private final Workshop workshop;

  ChangingLandingTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.b = folder.resolve("landing/b.csv");
    this.workshop = new Workshop(folder.resolve("work"));
    Files.createDirectories(folder.resolve("landing"));
    Files.writeString(folder.resolve("landing/a.csv"), "id\n1\n");
    Files.writeString(b, "id\n2\n");
  }

  private interface Change {
    void make() throws IOException;
  }

  /** What a writer does to it, whatever it can hide. */
  private List<Change> changes() {
    return List.of(
        () -> Files.writeString(b, "id\n2\n3\n"),
        () -> Files.writeString(b, "id\n"),
        () -> Files.writeString(b, ""),
        () -> {
          FileTime time = Files.getLastModifiedTime(b);
          Files.writeString(b, "id\n4\n");
          Files.setLastModifiedTime(b, time);
        },
        () -> {
          FileTime time = Files.getLastModifiedTime(b);
          Path other = Files.writeString(folder.resolve("other"), "id\n5\n");
          Files.setLastModifiedTime(other, time);
          Files.delete(b);
          Files.move(other, b);
        });
  }

  @Test
  void afterTheListingItIsLeftOrTakenAsItIs() throws Exception {
    for (Change change : changes()) {
      Files.writeString(b, "id\n2\n");
      IngestFiles ingest = ingest(ChangingFiles.WAIT);
      change.make();
      Staged staged = workshop.run(ingest);
      boolean left = Ledger.left(staged.ingested()).equals(B);
      List<String> rows = rows(ingest.to(), staged);
      assertEquals(left ? List.of("1") : List.of("1", Files.readString(b).substring(3, 4)), rows);
      // What was left is there in the next run, what was taken is not.
      assertEquals(left ? 1 : 0, open().files().size());
    }
  }

  @Test
  void whileItIsReadItIsLeft() throws Exception {
    for (Change change : changes()) {
      Files.writeString(b, "id\n2\n");
      IngestFiles ingest = ingest(ChangingFiles.WAIT);
      try (IngestFiles.Reading reading = ingest.read(workshop.settings(), List.of())) {
        change.make();
        List<DataFile> written = reading.writeUnchanged();
        assertEquals(1, DataFiles.rows(written));
        assertEquals(1, staged(ingest.to()).size());
      }
      for (String path : staged(ingest.to())) {
        Storage.at(ingest.to().folder()).delete(path);
      }
    }
  }

  @Test
  void afterItWasReadTheNextRunTakesTheNewContent() throws Exception {
    IngestFiles ingest = ingest(ChangingFiles.WAIT);
    Staged staged = workshop.run(ingest);
    Files.writeString(b, "id\n6\n");
    assertEquals(List.of("1", "2"), rows(ingest.to(), staged));
    assertEquals(List.of("landing/b.csv"), open().files().stream().map(LandingFile::name).toList());
  }

  @Test
  void byDeclarationItFails() throws Exception {
    IngestFiles ingest = ingest(ChangingFiles.FAIL);
    try (IngestFiles.Reading reading = ingest.read(workshop.settings(), List.of())) {
      Files.writeString(b, "id\n2\n3\n");
      assertEquals(
          "landing/b.csv: changed while it was read. Run again when it is whole; with changing-files: wait the other files go in without it.",
          assertThrows(LandingException.class, reading::writeUnchanged).getMessage());
    }
  }

  /** That it is cut off is no fault of a file that is being written. */
  @Test
  void aGzipFileThatIsBeingWrittenIsLeft() throws Exception {
    byte[] whole = Landing.gzip("id\n7\n".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("landing/c.csv.gz");
    Files.write(file, whole);
    IngestFiles ingest = ingest(ChangingFiles.WAIT);
    Files.write(file, Arrays.copyOf(whole, 12));
    Staged staged = workshop.run(ingest);
    assertEquals(Set.of("landing/c.csv.gz"), Ledger.left(staged.ingested()));
    assertEquals(List.of("1", "2"), rows(ingest.to(), staged));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = TestServer.VARIABLE, matches = TestServer.PATTERN)
  void onAServerToo() throws Exception {
    Location place = TestServer.emptyLocation();
    Storage storage = Storage.at(place);
    storage.create("in/a.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8));
    storage.create("in/b.csv", "id\n2\n".getBytes(StandardCharsets.UTF_8));
    storage.create("in/deep/c.csv", "id\n3\n".getBytes(StandardCharsets.UTF_8));
    storage.create("in/deep/d.csv", "id\n4\n".getBytes(StandardCharsets.UTF_8));
    LandingFolder landing = LandingFolder.of(place.uri() + "/in/*.csv", folder, place.profile());
    assertEquals(2, landing.files().size());
    IngestFiles ingest = ingest(find(landing), ChangingFiles.WAIT);
    try (IngestFiles.Reading reading = ingest.read(workshop.settings(), List.of())) {
      storage.delete("in/b.csv");
      storage.create("in/b.csv", "id\n8\n".getBytes(StandardCharsets.UTF_8));
      assertEquals(1, DataFiles.rows(reading.writeUnchanged()));
    }
    assertEquals(
        4, LandingFolder.of(place.uri() + "/in/**/*.csv", folder, place.profile()).files().size());
  }

  private List<String> rows(Destination to, Staged staged) throws Exception {
    Shard table = workshop.publish(to, staged, true);
    return workshop.rows(table, "SELECT id FROM t ORDER BY id");
  }

  private static List<String> staged(Destination to) throws IOException {
    return Storage.at(to.folder()).list("").stream()
        .map(Storage.Stored::path)
        .filter(path -> path.startsWith("year="))
        .toList();
  }

  private NewFiles open() throws IOException {
    return find(LandingFolder.of("landing/*", folder, ""));
  }

  private NewFiles find(LandingFolder landing) throws IOException {
    Optional<TableVersion> table = DeltaTable.at(workshop.folder("bronze.t")).latest();
    return NewFiles.find(landing.files(), CSV, BadFiles.FAIL, table);
  }

  private IngestFiles ingest(ChangingFiles changing) throws IOException {
    List<LandingFile> all = LandingFolder.of("landing/*", folder, "").files();
    return ingest(NewFiles.again(all, CSV, BadFiles.FAIL, List.of()), changing);
  }

  private IngestFiles ingest(NewFiles open, ChangingFiles changing) {
    return new IngestFiles(
        open.files(),
        CSV,
        open.columns(),
        BadFiles.FAIL,
        changing,
        workshop.to("bronze.t", open.schema(), IngestFiles.PARTITIONS),
        new Arrival(Instant.EPOCH, LocalDate.EPOCH));
  }
}
