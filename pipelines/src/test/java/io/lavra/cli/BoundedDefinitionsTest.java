package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Definitions that would keep the engine busy for minutes, or for ever, are refused at a place. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BoundedDefinitionsTest {
  private final SmallLake lake;

  BoundedDefinitionsTest(@TempDir Path folder) {
    lake =
        SmallLake.empty(folder)
            .with("bronze/t.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with("landing/t.csv", "a,b\n1,2\n")
            .with("gold/g.yaml", "sql: g.sql\n");
  }

  @Test
  void aMacroThatDoublesAndDoubles() {
    StringBuilder macros = new StringBuilder("CREATE MACRO d0(x) AS x || x;\n");
    for (int i = 1; i < 30; i++) {
      macros.append("CREATE MACRO d%s(x) AS d%s(x) || d%s(x);\n".formatted(i, i - 1, i - 1));
    }
    lake.with("macros/m.sql", macros.toString())
        .with("gold/g.sql", "-- grows\nSELECT D29(a) AS x FROM bronze.t\n");
    refused(
        "gold/g.sql:1: The macros it calls become more than 20000 terms once they are written out; compute a part once, in a WITH of its own, and call macros on its columns (column 1). Correct the statement.");
    lake.with("gold/g.sql", "SELECT d5(a) AS x FROM bronze.t\n");
    assertEquals(0, lake.lavra("validate").exit());
  }

  @Test
  void moreColumnsThanATableHas() {
    lake.with(
        "gold/g.sql",
        IntStream.range(0, 5_001)
            .mapToObj(i -> "a AS c" + i)
            .collect(Collectors.joining(", ", "SELECT ", " FROM bronze.t\n")));
    refused(
        "gold/g.sql:1: The SELECT gives 5001 columns, and a table has 5000 at most. Split the table, or keep columns that are seldom used together in one of JSON.");
    lake.with("gold/g.sql", "SELECT a FROM bronze.t\n")
        .with(
            "silver/s.yaml",
            IntStream.range(0, 30_000)
                .mapToObj(i -> "  c%s: { from: a, type: int }\n".formatted(i))
                .collect(Collectors.joining("", "from: bronze.t\ncolumns:\n", "")));
    refused(
        "silver/s.yaml:2: There are 30000 columns, and a table has 5000 at most. Split the table, or keep columns that are seldom used together in one of JSON.");
  }

  /** It needs the cube of their number, and cannot be stopped. */
  @Test
  void moreBracketsThanTheParserGetsThrough() {
    lake.with("gold/g.sql", "SELECT " + "(".repeat(4_000) + "a FROM bronze.t\n");
    refused(
        "gold/g.sql:1: DuckDB's parser needs more than 3 s for it; write fewer brackets and signs within each other (column 1). Correct the statement.");
  }

  /** To open a pipe waits for whoever writes to it. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeInThePlaceOfAFile() throws Exception {
    Path sql = lake.folder().resolve("gold/g.sql");
    assertEquals(0, new ProcessBuilder("mkfifo", sql.toString()).start().waitFor());
    refused(
        "gold/g.yaml:1: \"gold/g.sql\" is no file. Put a file in the place of the folder, pipe or device.");
    Files.delete(sql);
    lake.with("gold/g.sql", "SELECT a FROM bronze.t\n");
    Path macros = Files.createDirectories(lake.folder().resolve("macros")).resolve("m.sql");
    assertEquals(0, new ProcessBuilder("mkfifo", macros.toString()).start().waitFor());
    refused(
        "macros/m.sql: \"macros/m.sql\" is no file. Put a file in the place of the folder, pipe or device.");
  }

  private void refused(String message) {
    Said said = lake.lavra("validate");
    assertEquals(message + "\n", said.out() + said.err());
    assertEquals(2, said.exit());
  }
}
