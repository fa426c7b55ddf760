package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.table.Shard;
import io.lavra.table.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class RelationTest {
  @TempDir Path folder;
  private Workshop workshop;
  private final List<DataFile> files = new ArrayList<>();

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void filesMayBeOlderAndNarrowerThanTheTable() throws Exception {
    write(
        Workshop.schema("id int", "f float", "n decimal(5,2)"),
        "SELECT 1 AS id, 0.5 AS f, 1.25 AS n");
    write(
        Workshop.schema("n decimal(9,2)", "ID bigint", "gone string"),
        "SELECT 2.5 AS n, 5000000000 AS ID, 'x' AS gone");
    TableSchema schema =
        Workshop.schema(
            "id bigint", "f double", "n decimal(12,2)", "later array<string>", "d date");
    assertEquals(List.of("1|0.5|1.25|~|~", "5000000000|~|2.50|~|~"), rows(schema, List.of()));
  }

  @Test
  void partitionsAreColumnsWithTypes() throws Exception {
    TableSchema inFile = Workshop.schema("id int");
    write(inFile, "SELECT 1 AS id", Map.of("day", "2024-02-03", "p", "it's \"a\" \\ b"));
    write(inFile, "SELECT 2 AS id", Map.of("day", "", "p", ""));
    write(inFile, "SELECT 3 AS id", Map.of());
    TableSchema schema = Workshop.schema("p string", "id int", "day date");
    assertEquals(
        List.of("it's \"a\" \\ b|1|2024-02-03", "~|2|~", "~|3|~"),
        rows(schema, List.of("p", "day")));
  }

  @Test
  void anyColumnNameWorks() throws Exception {
    TableSchema schema =
        Workshop.schema(
            "filename string",
            "_file string",
            "a\"b' c string",
            "select string",
            "file_row_number bigint",
            "ção string");
    write(
        schema,
        "SELECT 'f' AS filename, '_f' AS _file, 'q' AS \"a\"\"b' c\", 's' AS \"select\", 7 AS file_row_number, 'ç' AS \"ção\"");
    assertEquals(List.of("f|_f|q|s|7|ç"), rows(schema, List.of()));
  }

  @Test
  void filesNameTheRowsTheyHold() throws Exception {
    TableSchema schema = Workshop.schema("filename string");
    write(schema, "SELECT 'one' AS filename");
    write(schema, "SELECT 'two' AS filename");
    Shard shard = shard(schema, List.of());
    try (DuckDb duckDb = DuckDb.open(workshop.settings(), 1, List.of(shard))) {
      String select = Relation.select(shard, duckDb, true);
      assertEquals(
          List.of(List.of("one", files.get(0).path()), List.of("two", files.get(1).path())),
          duckDb.rows("SELECT filename, _file FROM (" + select + ") ORDER BY filename"));
    }
  }

  @Test
  void pathsAreNeverSqlOrPatterns() throws Exception {
    TableSchema schema = Workshop.schema("a string");
    write(schema, "SELECT 'x' AS a");
    write(schema, "SELECT 'y' AS a");
    Path table = workshop.folder("gold.t").path();
    String odd = "it's *?[a]{b}.parquet";
    Files.copy(table.resolve(files.get(0).path()), table.resolve(odd));
    Files.copy(table.resolve(files.get(1).path()), table.resolve("it's zza{b}.parquet"));
    files.clear();
    files.add(new DataFile(odd, Files.size(table.resolve(odd)), 1, Map.of(), "{}"));
    assertEquals(List.of("x"), rows(schema, List.of()));
  }

  private void write(TableSchema schema, String select) throws Exception {
    write(schema, select, Map.of());
  }

  private void write(TableSchema schema, String select, Map<String, String> partition)
      throws Exception {
    for (DataFile file : workshop.staged("gold.t", schema, select).files()) {
      files.add(new DataFile(file.path(), file.bytes(), file.rows(), partition, file.statistics()));
    }
  }

  private List<String> rows(TableSchema schema, List<String> partitionBy) throws Exception {
    return workshop.rows(shard(schema, partitionBy));
  }

  private Shard shard(TableSchema schema, List<String> partitionBy) {
    return new Shard("gold.t", workshop.folder("gold.t"), schema, partitionBy, files);
  }
}
