package io.lavra.table.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.Merge;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import io.lavra.table.Workshop;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.conform.RowRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class MergeTest {
  private static final TableSchema SCHEMA = Workshop.schema("k string", "v string", "n int");
  private static final TableSchema BRONZE =
      Workshop.schema(
          "k string",
          "v string",
          "n int",
          "_source string",
          "_offset bigint",
          "_arrived_at timestamp");

  @TempDir Path folder;
  private Workshop workshop;
  private Staged staged;
  private int batches;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void rowsAreAddedAndReplacedAndOlderOnesGiveWay() throws Exception {
    Shard table = merge(null, true, "n", "('a', 'a1', 5), ('b', 'b1', 5), ('c', 'c1', NULL)");
    table =
        merge(
            table, true, "n", "('a', 'a2', 4), ('b', 'b2', 6), ('c', 'c2', 1), ('d', 'd1', NULL)");
    assertEquals(List.of("a|a1|5", "b|b2|6", "c|c2|1", "d|d1|~"), workshop.rows(table));
    assertEquals(new Counts(4, 3, 0, 1, 0), staged.counts());
    table = merge(table, true, "n", "('a', 'a3', 5), ('c', 'c3', NULL), ('d', 'd2', NULL)");
    assertEquals(List.of("a|a3|5", "b|b2|6", "c|c2|1", "d|d2|~"), workshop.rows(table));
    assertEquals(new Counts(3, 2, 0, 1, 0), staged.counts());
  }

  @Test
  void withoutAnOrderTheLaterOrTheEarlierBatchStays() throws Exception {
    Shard latest = merge(merge(null, true, null, "('a', '1', 9)"), true, null, "('a', '2', 1)");
    assertEquals(List.of("a|2|1"), workshop.rows(latest));
    workshop = new Workshop(folder.resolve("earliest"));
    Shard earliest = merge(merge(null, false, null, "('a', '1', 9)"), false, null, "('a', '2', 1)");
    assertEquals(List.of("a|1|9"), workshop.rows(earliest));
  }

  @Test
  void filesWithoutOneOfTheKeysStayAsTheyAre() throws Exception {
    Shard table = merge(null, true, "n", "('a', 'a1', 1), ('b', 'b1', 1)");
    table = merge(table, true, "n", "('c', 'c1', 1)");
    List<String> before = table.files().stream().map(DataFile::path).toList();
    Shard after = merge(table, true, "n", "('c', 'c2', 2), ('a', 'old', 0)");
    List<String> removed =
        before.stream()
            .filter(path -> after.files().stream().noneMatch(file -> file.path().equals(path)))
            .toList();
    assertEquals(1, removed.size());
    assertEquals(removed, staged.removes());
    assertEquals(List.of("a|a1|1", "b|b1|1", "c|c2|2"), workshop.rows(after));
    assertEquals(new Counts(2, 1, 0, 1, 0), staged.counts());
  }

  @Test
  void aStatementMergesItsRowsToo() throws Exception {
    Shard table =
        workshop.table(
            "gold.g", SCHEMA, "SELECT 'a' AS k, 'a1' AS v, 1 AS n UNION ALL SELECT NULL, 'n1', 1");
    table =
        query(
            table,
            "SELECT * FROM (VALUES (NULL, 'n2', 2), ('b', 'b1', -1), ('c', 'c1', 3)) t(k, v, n)");
    assertEquals(List.of("a|a1|1", "c|c1|3", "~|n2|2"), workshop.rows(table));
    assertEquals(new Counts(3, 2, 1, 0, 0), staged.counts());
    Shard unchanged = table;
    assertEquals(
        "gold.g: 2 rows have the key (k) = [a], and a merge needs one. Choose one in the statement, or deduplicate by this key.",
        assertThrows(
                TableException.class,
                () -> query(unchanged, "SELECT 'a' AS k, unnest(['x', 'y']) AS v, 1 AS n"))
            .getMessage());
  }

  @Test
  void keysThatMovePartitionLeaveTheirOldOne() throws Exception {
    Shard table =
        partitioned(null, "('a', 'p', 1), ('b', 'p', 1), ('c', 'q/é', 1), ('d', NULL, 1)");
    table = partitioned(table, "('a', 'q/é', 2), ('d', 'p', 2), ('e', NULL, 2)");
    assertEquals(List.of("a|q/é|2", "b|p|1", "c|q/é|1", "d|p|2", "e|~|2"), workshop.rows(table));
  }

  /** Batches one after another give what all rows at once give. */
  @Test
  void mergingBatchesEqualsDeduplicatingAllRows() throws Exception {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      boolean latest = seed % 2 == 0;
      String by = seed < 3 ? "n" : null;
      workshop = new Workshop(folder.resolve("s" + seed));
      List<String> all = new ArrayList<>();
      Shard table = null;
      for (int batch = 0; batch < 4; batch++) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 12; row++) {
          rows.add(
              "('k%d', 'v%d_%d', %s)"
                  .formatted(
                      random.nextInt(15),
                      batch,
                      row,
                      random.nextInt(5) == 0 ? "NULL" : String.valueOf(random.nextInt(4))));
        }
        table = merge(table, latest, by, String.join(", ", rows));
        for (int row = 0; row < rows.size(); row++) {
          all.add(withLineage(rows.get(row), batch));
        }
      }
      Shard source = workshop.staged("bronze.all", BRONZE, bronze(String.join(", ", all)));
      Conform conform = conform(latest, by);
      Destination to = workshop.to("silver.m", SCHEMA);
      Staged once = workshop.run(new ConformFiles(source, conform, to, null, true));
      assertEquals(workshop.rows(workshop.staged(to, once)), workshop.rows(table), "seed " + seed);
      assertEquals(workshop.hash(workshop.staged(to, once)), workshop.hash(table));
    }
  }

  private Shard merge(@Nullable Shard table, boolean latest, @Nullable String by, String values)
      throws Exception {
    List<String> rows = new ArrayList<>();
    for (String row : values.split("(?<=\\)), ")) {
      rows.add(withLineage(row, batches));
    }
    Shard batch = workshop.staged("bronze.b" + batches++, BRONZE, bronze(String.join(", ", rows)));
    Destination to = workshop.to("silver.m", SCHEMA);
    Shard base = table == null ? workshop.empty("silver.m", SCHEMA) : table;
    staged =
        workshop.run(
            new ConformFiles(batch, conform(latest, by), to, new Merge(base, List.of("k")), true));
    return workshop.publish(to, staged, false);
  }

  private int offset;

  private String withLineage(String row, int batch) {
    return row.replaceFirst("\\)$", ", %d, %d)".formatted(offset++, batch));
  }

  private static String bronze(String values) {
    return "SELECT k, v, n, 'f' AS _source, o AS _offset, TIMESTAMPTZ '2024-01-01' + to_days(b) AS _arrived_at FROM (VALUES %s) t(k, v, n, o, b)"
        .formatted(values);
  }

  private Shard query(Shard table, String select) throws Exception {
    Destination to = workshop.to("gold.g", SCHEMA);
    staged =
        workshop.run(
            new QueryTables(
                Map.of(),
                List.of(),
                select,
                List.of(new RowRule("positive", "n > 0")),
                to,
                new Merge(table, List.of("k"))));
    return workshop.publish(to, staged, false);
  }

  private Shard partitioned(@Nullable Shard table, String values) throws Exception {
    Destination to = workshop.to("gold.p", SCHEMA, List.of("v"));
    Shard base =
        table == null ? new Shard("gold.p", to.folder(), SCHEMA, List.of("v"), List.of()) : table;
    staged =
        workshop.run(
            new QueryTables(
                Map.of(),
                List.of(),
                "SELECT * FROM (VALUES %s) t(k, v, n)".formatted(values),
                List.of(),
                to,
                new Merge(base, List.of("k"))));
    return workshop.publish(to, staged, false);
  }

  private static Conform conform(boolean latest, @Nullable String by) {
    return new Conform(
        List.of(
            ConformColumn.of("k", "k", ColumnType.STRING),
            ConformColumn.of("v", "v", ColumnType.STRING),
            ConformColumn.of("n", "n", ColumnType.INT)),
        List.of(),
        null,
        new Deduplicate(List.of("k"), latest, by));
  }
}
