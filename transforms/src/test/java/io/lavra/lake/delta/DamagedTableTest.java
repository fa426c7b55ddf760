package io.lavra.lake.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What damage to a log or a data file is called, and what is left of the table. */
@NullUnmarked
class DamagedTableTest {
  private static final String LOG = "_delta_log/";
  private static final String NEWEST = "00000000000000000011.json";
  private static final String CHECKPOINT = "00000000000000000010.checkpoint.parquet";
  private static final String POINTER = "_last_checkpoint";

  @TempDir static Path folder;

  private interface Harm {
    void to(Path log) throws IOException;
  }

  /** Twelve versions of one row each, with a checkpoint of version 10. */
  @BeforeAll
  static void table() throws IOException {
    LakeWriter writer = new LakeWriter(folder.resolve("whole"));
    for (int i = 0; i < 12; i++) {
      writer.append(i);
    }
  }

  @Test
  void whatIsWrongWithALogIsSaidByItsFile() {
    Map<String, Harm> harms = new LinkedHashMap<>();
    harms.put(NEWEST + " is empty", log -> Files.write(log.resolve(NEWEST), new byte[0]));
    harms.put(NEWEST + " is cut in line 3", log -> cut(log.resolve(NEWEST), 20));
    harms.put(
        NEWEST + " adds 1 files and names 0 of them",
        log ->
            Files.writeString(log.resolve(NEWEST), Files.readAllLines(log.resolve(NEWEST)).get(0)));
    harms.put(
        NEWEST + " has an unknown action \"frob\" in line 4",
        log ->
            Files.writeString(log.resolve(NEWEST), "{\"frob\":{}}\n", StandardOpenOption.APPEND));
    harms.put(
        NEWEST + " has an unknown action \"\" in line 4",
        log -> Files.writeString(log.resolve(NEWEST), "[]\n", StandardOpenOption.APPEND));
    harms.put(NEWEST + " is cut in line 1", log -> Files.write(log.resolve(NEWEST), new byte[500]));
    harms.put(
        "00000000000000000012.json is missing",
        log -> Files.copy(log.resolve(NEWEST), log.resolve("00000000000000000013.json")));
    harms.put(
        "00000000000000000012.json is a folder, not a file",
        log -> Files.createDirectory(log.resolve("00000000000000000012.json")));
    harms.put(
        NEWEST + " is a folder, not a file",
        log -> {
          Files.delete(log.resolve(NEWEST));
          Files.createDirectories(log.resolve(NEWEST).resolve("more"));
        });
    harms.forEach(
        (problem, harm) -> {
          DeltaTable table = harmed(harm);
          String said = said(table);
          assertEquals(
              "The table at LAKE is damaged: _delta_log/%s. Heal it with lavra repair TABLE."
                  .formatted(problem),
              said);
        });
    assertEquals(
        "The table at LAKE is damaged: _delta_log is a file, not a folder. Heal it with lavra repair TABLE.",
        said(
            harmed(
                log -> {
                  Files.move(log, log.resolveSibling("log"));
                  Files.writeString(log, "");
                })));
  }

  @Test
  void aDamagedCheckpointIsPassedOverWhereTheCommitsAreAllThere() {
    List<Harm> harms =
        List.of(
            log -> cut(log.resolve(CHECKPOINT), 30),
            log -> Files.write(log.resolve(CHECKPOINT), new byte[0]),
            log -> Files.delete(log.resolve(CHECKPOINT)),
            log -> {
              Files.delete(log.resolve(CHECKPOINT));
              Files.createDirectory(log.resolve(CHECKPOINT));
            },
            log -> flip(log.resolve(CHECKPOINT)),
            log -> Files.writeString(log.resolve(POINTER), "{\"version\":99,\"size\":1}"),
            log -> Files.writeString(log.resolve(POINTER), "{\"version\":1"));
    for (Harm harm : harms) {
      DeltaTable table = harmed(harm);
      TableVersion newest = table.latest().orElseThrow();
      assertEquals(11, newest.version());
      assertEquals(12, newest.rows());
    }
  }

  @Test
  void aCommitBeforeACheckpointIsMissedByNobodyButHistory() throws IOException {
    DeltaTable table = harmed(log -> cut(log.resolve("00000000000000000005.json"), 20));
    assertEquals(12, table.latest().orElseThrow().rows());
    assertEquals("damaged", table.history().get(6).operation());
    TableExam exam = TableExam.of(place, false);
    assertEquals(List.of(), exam.damage());
    assertEquals(
        "[Finding[kind=OLD, path=_delta_log/00000000000000000005.json, problem=_delta_log/00000000000000000005.json is cut in line 3]]",
        exam.findings().toString());
  }

  @Test
  void theNewestCommitSaysWhatItWasMadeOfThoughACheckpointHasItsFiles() throws IOException {
    String commit = "00000000000000000010.json";
    DeltaTable table =
        harmed(
            log -> {
              Files.delete(log.resolve(NEWEST));
              cut(log.resolve(commit), 20);
            });
    String problem = "the commit _delta_log/" + commit + " is no JSON";
    assertEquals(
        "The table at LAKE is damaged: " + problem + ". Heal it with lavra repair TABLE.",
        said(table));
    TableExam exam = TableExam.of(place, false);
    assertEquals(
        "[Finding[kind=LOG, path=_delta_log, problem=" + problem + "]]", exam.damage().toString());
    assertEquals(9, exam.lastWhole().orElseThrow().version());
  }

  @Test
  void aBrokenLogGoesBackToItsLastWholeVersionAsAnotherTable() throws IOException {
    DeltaTable table = harmed(log -> cut(log.resolve(NEWEST), 20));
    String id = new LakeWriter(folder.resolve("whole")).table().latest().orElseThrow().id();
    TableExam exam = TableExam.of(place, false);
    TableVersion whole = exam.lastWhole().orElseThrow();
    assertEquals(10, whole.version());
    HealTable heal = new HealTable(place, exam, Instant.EPOCH);
    assertEquals(
        11, heal.become(HealTable.Target.of(whole), LakeWriter.APPENDER, 50, Map.of("m", -1L)));
    TableVersion now = DeltaTable.at(place).latest().orElseThrow();
    assertEquals(11, now.rows());
    assertEquals(50, now.marks().get(LakeWriter.APPENDER));
    assertEquals(false, id.equals(now.id()));
    assertEquals(List.of(), TableExam.of(place, true).damage());
    assertEquals(
        "[_damaged-19700101T000000Z/_delta_log/"
            + NEWEST
            + ", _damaged-19700101T000000Z/_delta_log/"
            + POINTER
            + "]",
        Storage.at(place).list(heal.aside()).stream()
            .map(Storage.Stored::path)
            .toList()
            .toString());
    assertEquals(12, table.history().size());
  }

  private static Location place;
  private static int copies;

  private static DeltaTable harmed(Harm harm) {
    try {
      Path copy = folder.resolve("copy-" + copies++);
      try (Stream<Path> files = Files.walk(folder.resolve("whole"))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(folder.resolve("whole").relativize(file)));
        }
      }
      harm.to(copy.resolve("_delta_log"));
      place = Location.local(copy);
      return DeltaTable.at(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(DeltaTable table) {
    try {
      return table.latest().toString();
    } catch (LakeException e) {
      return String.valueOf(e.getMessage()).replace(place.uri(), "LAKE");
    }
  }

  private static void cut(Path file, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length - bytes));
  }

  private static void flip(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    Arrays.fill(all, 4, all.length / 2, (byte) 7);
    Files.write(file, all);
  }
}
