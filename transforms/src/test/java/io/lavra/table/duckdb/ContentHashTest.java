package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.TableSchema;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.Workshop;
import io.lavra.table.write.QueryTables;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ContentHashTest {
  private static final TableSchema PAIR = Workshop.schema("a string", "b string");
  private static final TableSchema LIST = Workshop.schema("a array<string>");

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void theOrderOfRowsAndFilesIsNoContent() throws Exception {
    TableSchema schema = Workshop.schema("i bigint", "d double");
    String first = hash(schema, "SELECT i, i / 7 AS d FROM range(5000) r(i)");
    assertEquals(first, hash(schema, "SELECT i, i / 7 AS d FROM range(5000) r(i) ORDER BY i DESC"));
    Destination to = workshop.to("gold.h", schema);
    Shard half = workshop.table("gold.h", schema, "SELECT i, i / 7 AS d FROM range(2500) r(i)");
    Staged rest =
        workshop.run(
            new QueryTables(
                Map.of(),
                List.of(),
                "SELECT i, i / 7 AS d FROM range(2500, 5000) r(i)",
                List.of(),
                to,
                null));
    assertEquals(first, hash(workshop.publish(to, rest, false)));
    assertEquals(1, half.files().size());
  }

  @Test
  void everyOtherContentHasAnotherHash() throws Exception {
    assertAllDiffer(
        PAIR,
        "SELECT 'a' AS a, 'b' AS b",
        "SELECT 'b' AS a, 'a' AS b",
        "SELECT 'a' AS a, NULL AS b",
        "SELECT 'a' AS a, '' AS b",
        "SELECT NULL AS a, 'a' AS b",
        "SELECT 'a' AS a, '~' AS b",
        "SELECT 'a,1:b' AS a, '' AS b",
        "SELECT 'a' AS a, '1:b,' AS b",
        "SELECT 'a' || chr(2) AS a, 'b' AS b",
        "SELECT 'a' AS a, chr(1) AS b",
        "SELECT 'a' AS a, 'b' AS b UNION ALL SELECT 'a', 'b'",
        "SELECT 'a' AS a, 'b' AS b FROM range(3)",
        "SELECT 'a' AS a, 'b' AS b WHERE false",
        "SELECT 'A' AS a, 'b' AS b",
        "SELECT 'a ' AS a, 'b' AS b");
    assertAllDiffer(
        LIST,
        "SELECT NULL AS a",
        "SELECT [] AS a",
        "SELECT [''] AS a",
        "SELECT [NULL] AS a",
        "SELECT ['', ''] AS a",
        "SELECT ['a', 'b'] AS a",
        "SELECT ['b', 'a'] AS a",
        "SELECT ['a,1:b'] AS a",
        "SELECT ['~'] AS a");
    assertAllDiffer(
        Workshop.schema("a decimal(20,4)"),
        "SELECT 1.0001 AS a",
        "SELECT 1.0002 AS a",
        "SELECT 1234567890123456.0001 AS a",
        "SELECT 1234567890123456.0002 AS a");
    assertAllDiffer(
        Workshop.schema("a double"),
        "SELECT 1.00000000001::DOUBLE AS a",
        "SELECT 1 AS a",
        "SELECT -1 AS a",
        "SELECT NULL AS a");
  }

  @Test
  void doublesCountTwelveDigits() throws Exception {
    TableSchema schema = Workshop.schema("a double", "f float", "l array<double>");
    assertEquals(
        hash(schema, "SELECT 0.1 + 0.2 AS a, 0.1 AS f, [1e300, 0.3] AS l"),
        hash(schema, "SELECT 0.3 AS a, 0.1000000001 AS f, [1e300, 0.1 + 0.2] AS l"));
    assertEquals(
        hash(schema, "SELECT 0.0::DOUBLE AS a, 0 AS f, [] AS l"),
        hash(schema, "SELECT -0.0::DOUBLE AS a, 0 AS f, [] AS l"));
  }

  @Test
  void arrivalIsNoContentOfBronze() throws Exception {
    TableSchema schema = Workshop.schema("a string", "_run_id string", "year int");
    String first = "SELECT 'x' AS a, 'r1' AS _run_id, 2023 AS year";
    String second = "SELECT 'x' AS a, 'r2' AS _run_id, 2024 AS year";
    assertEquals(
        hash(workshop.table("bronze.a", schema, first)),
        hash(workshop.table("bronze.b", schema, second)));
    assertAllDiffer(schema, first, second);
  }

  private void assertAllDiffer(TableSchema schema, String... selects) throws Exception {
    Set<String> hashes = new HashSet<>();
    for (String select : selects) {
      hashes.add(hash(schema, select));
    }
    assertEquals(selects.length, hashes.size());
  }

  private String hash(TableSchema schema, String select) throws Exception {
    return hash(workshop.staged("gold.h", schema, select));
  }

  private String hash(Shard table) throws Exception {
    return workshop.hash(table);
  }
}
