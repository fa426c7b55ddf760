package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import io.lavra.table.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class DuckDbTest {
  @TempDir Path folder;
  private Path inside;
  private Path outside;

  @BeforeEach
  void files() throws IOException {
    inside = Files.createDirectories(folder.resolve("inside"));
    outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(inside.resolve("own.csv"), "a\n1\n");
    Files.writeString(outside.resolve("secret.csv"), "a\nsecret\n");
    Files.createSymbolicLink(inside.resolve("link.csv"), outside.resolve("secret.csv"));
    Files.createSymbolicLink(inside.resolve("folder"), outside);
  }

  @Test
  void nothingButItsFilesIsReadAndNothingIsWrittenButScratch() throws IOException {
    try (DuckDb duckDb = open(inside.resolve("own.csv"))) {
      assertEquals(1, duckDb.number("SELECT a FROM read_csv('%s/own.csv')".formatted(inside)));
      for (String statement :
          List.of(
              "SELECT * FROM read_csv('OUT/secret.csv')",
              "SELECT * FROM read_text('IN/../outside/secret.csv')",
              "SELECT * FROM read_text('IN/own.csv.bak')",
              "SELECT * FROM read_csv('IN/*.csv')",
              "SELECT * FROM glob('IN/*')",
              "COPY (SELECT 2 AS a) TO 'IN/own.csv'",
              "COPY (SELECT 2 AS a) TO 'IN/new.csv'",
              "ATTACH 'IN/new.db'",
              "SELECT * FROM read_text('IN/link.csv')",
              "SELECT * FROM read_text('IN/folder/secret.csv')",
              "SELECT * FROM 'OUT/secret.csv'",
              "SELECT * FROM read_text('/etc/hostname')",
              "SELECT * FROM read_text('/proc/self/environ')",
              "SELECT * FROM read_csv('https://example.org/x.csv')",
              "ATTACH 'OUT/other.db'",
              "ATTACH 'IN/../outside/other.db' AS o",
              "COPY (SELECT 1) TO 'OUT/new.csv'",
              "COPY (SELECT 1) TO 'IN/folder/new.csv'",
              "COPY (SELECT 1 AS a, 2 AS b) TO 'OUT/parts' (FORMAT parquet, PARTITION_BY (a))",
              "EXPORT DATABASE 'OUT/all'",
              "INSTALL httpfs",
              "LOAD httpfs",
              "LOAD 'IN/evil.duckdb_extension'",
              "SET memory_limit = '100GB'",
              "SET enable_external_access = true",
              "SET allowed_directories = ['/']",
              "SET lock_configuration = false",
              "RESET memory_limit",
              "PRAGMA enable_external_access = true")) {
        String sql = statement.replace("OUT", outside.toString()).replace("IN", inside.toString());
        assertThrows(TableException.class, () -> duckDb.execute(sql), sql);
      }
      assertEquals("488.2 MiB", duckDb.text("SELECT current_setting('memory_limit')"));
    }
    try (Stream<Path> left = Files.list(outside)) {
      assertEquals(List.of(outside.resolve("secret.csv")), left.toList());
    }
  }

  @Test
  void aFileBehindALinkIsThatFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("lake"), inside);
    try (DuckDb duckDb = open(link.resolve("own.csv"))) {
      assertEquals(1, duckDb.number("SELECT a FROM read_csv('%s/own.csv')".formatted(link)));
    }
  }

  /** By what no parsed statement can say, for an escape that nobody knows yet. */
  @Test
  void aDataFileThatIsWrittenToIsReported() throws Exception {
    Path table = Files.createDirectories(folder.resolve("gold.t"));
    Path file = Files.writeString(table.resolve("own.parquet"), "PAR1 as it was");
    DataFile named = new DataFile("own.parquet", 1, 1, Map.of(), "{}");
    Shard shard =
        new Shard(
            "gold.t", Location.local(table), Workshop.schema("a int"), List.of(), List.of(named));
    DuckDb duckDb = DuckDb.open(settings("scratch"), 1, List.of(shard));
    duckDb.execute("COPY (SELECT 2 AS a) TO '%s' (USE_TMP_FILE false)".formatted(file));
    assertEquals(
        "%s was changed while a statement read it, and data files never change. Find out who writes there, and look at the table with lavra doctor --deep."
            .formatted(file),
        assertThrows(TableException.class, duckDb::close).getMessage());
  }

  @Test
  void itsScratchGoesWithIt() throws IOException {
    Path scratch;
    try (DuckDb duckDb = open(inside.resolve("own.csv"))) {
      scratch = duckDb.scratch();
      duckDb.execute("COPY (SELECT 1) TO '%s/x.csv'".formatted(scratch));
    }
    assertFalse(Files.exists(scratch));
    EngineSettings wrong =
        new EngineSettings(512, 1, 1, folder.resolve("wrong").toString(), 100, "Mars/Olympus");
    assertThrows(TableException.class, () -> DuckDb.open(wrong, 1, List.of()));
    try (Stream<Path> left = Files.list(folder.resolve("wrong"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void errorsDoNotRepeatLongInput() {
    try (DuckDb duckDb = open(inside.resolve("own.csv"))) {
      TableException said =
          assertThrows(
              TableException.class,
              () -> duckDb.execute("SELECT CAST(repeat('x', 100000) AS INTEGER)"));
      assertTrue(String.valueOf(said.getMessage()).length() < 2_000);
    }
  }

  private DuckDb open(Path allowed) {
    return DuckDb.open(settings("scratch"), 1, List.of(), List.of(allowed));
  }

  private EngineSettings settings(String scratch) {
    return new EngineSettings(512, 1, 1, folder.resolve(scratch).toString(), 100, "UTC");
  }
}
