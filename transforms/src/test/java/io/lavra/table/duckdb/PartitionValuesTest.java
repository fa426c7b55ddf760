package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.DataFile;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import io.lavra.table.Workshop;
import io.lavra.table.write.QueryTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of partitions: values serialized from their types, or refused by name. */
@NullUnmarked
class PartitionValuesTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder, "America/Sao_Paulo");
  }

  @Test
  void valuesAreWrittenAsTheProtocolSaysAndReadBackAsTheyWere() throws Exception {
    check("string", "'é/%20=..x'", "é/%20=..x", "é/%20=..x");
    check("string", "'a' || chr(10) || '\\b '", "a\n\\b ", "a\n\\b ");
    check("string", "repeat('a', 245)", "a".repeat(245), "a".repeat(245));
    check("string", "NULL", "", "~");
    check("string", "'null'", "null", "null");
    check("int", "-2147483648", "-2147483648", "-2147483648");
    check("bigint", "9223372036854775807", "9223372036854775807", "9223372036854775807");
    check("boolean", "false", "false", "false");
    check("date", "DATE '0001-01-01'", "0001-01-01", "0001-01-01");
    check("date", "DATE '9999-12-31'", "9999-12-31", "9999-12-31");
    check(
        "timestamp",
        "TIMESTAMPTZ '2024-01-02 10:00:00+00'",
        "2024-01-02T10:00:00.000000Z",
        "2024-01-02T10:00Z");
    check(
        "timestamp",
        "TIMESTAMPTZ '0001-04-22 16:26:11.03813+00'",
        "0001-04-22T16:26:11.038130Z",
        "0001-04-22T16:26:11.038130Z");
    check(
        "timestamp",
        "TIMESTAMPTZ '9999-12-31 23:59:59.999999+00'",
        "9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999999Z");
    check("timestamp", "NULL", "", "~");
  }

  private void check(String type, String value, String logged, String read) throws Exception {
    Destination to = destination(type);
    Staged staged =
        workshop.run(work(to, "SELECT CAST(" + value + " AS " + sql(type) + ") AS p, 1 AS v"));
    assertEquals(
        List.of(Map.of("p", logged)), staged.files().stream().map(DataFile::partition).toList());
    assertEquals(
        List.of("1|" + read),
        workshop.rows(workshop.publish(to, staged, true), "SELECT v, p FROM t"));
  }

  @Test
  void whatNoReaderCouldTellFromAnotherValueIsRefused() {
    refused(
        "''",
        "an empty text, which Delta cannot tell from null. Write null for it, or partition by another column.");
    refused(
        "'__HIVE_DEFAULT_PARTITION__'",
        "the text __HIVE_DEFAULT_PARTITION__, which readers take for null. Write null for it, or partition by another column.");
    refused(
        "'a' || chr(0)",
        "a text with the character NUL, which no folder can have. Remove it, or partition by another column.");
    refused(
        "timestamp",
        "TIMESTAMPTZ '10000-01-01 00:00:00+00'",
        "a time outside the years 1 to 9999, which readers do not know. Write null for it, or partition by another column.");
    refused(
        "date",
        "DATE '0001-01-01' - 1",
        "a time outside the years 1 to 9999, which readers do not know. Write null for it, or partition by another column.");
    refused(
        "repeat('é', 200)",
        "a text that no folder can be named after, since it is too long: \"éééééééééééééééééééé…\". Shorten it, or partition by another column.");
  }

  @Test
  void manyPartitionsAreReadBackAsFewAre() throws Exception {
    Destination to = destination("string");
    String select = "SELECT 'é' || i AS p, i::INT AS v FROM range(300) r(i)";
    Staged staged = workshop.run(work(to, select));
    assertEquals(300, staged.files().size());
    assertEquals(
        List.of("300|44850|300"),
        workshop.rows(
            workshop.publish(to, staged, true),
            "SELECT count(*), sum(v), count(*) FILTER (p = 'é' || v) FROM t"));
  }

  /** Other writers leave out the zone, which is UTC's by the protocol. */
  @Test
  void anInstantWithoutAZoneIsOneOfUtc() throws Exception {
    Destination to = destination("timestamp");
    Staged staged = workshop.run(work(to, "SELECT NULL::TIMESTAMPTZ AS p, 1 AS v"));
    DataFile file = staged.files().get(0);
    DataFile theirs =
        new DataFile(
            file.path(),
            file.bytes(),
            file.rows(),
            Map.of("p", "2024-01-02 10:00:00.5"),
            file.statistics());
    Shard shard =
        new Shard(to.table(), to.folder(), to.schema(), to.partitionBy(), List.of(theirs));
    try (DuckDb duckDb = DuckDb.open(workshop.settings(), 1, List.of(shard))) {
      duckDb.createView("t", shard, false);
      assertEquals("1704189600500", duckDb.text("SELECT epoch_ms(p) FROM t"));
    }
  }

  private void refused(String value, String message) {
    refused("string", value, message);
  }

  private void refused(String type, String value, String message) {
    TableException refusal =
        assertThrows(
            TableException.class,
            () ->
                work(destination(type), "SELECT " + value + " AS p, 1 AS v")
                    .run(workshop.settings()));
    assertEquals("partition-by: the column \"p\" has " + message, refusal.getMessage());
  }

  @Test
  void aTableInThousandsOfPiecesIsRefused() {
    TableException refusal =
        assertThrows(
            TableException.class,
            () ->
                work(destination("int"), "SELECT i::INT AS p, 1 AS v FROM range(5001) r(i)")
                    .run(workshop.settings()));
    assertEquals(
        "partition-by: the rows fall into 5001 partitions, and at most 5000 can be written at once. Partition by a coarser column, or use cluster-by.",
        refusal.getMessage());
  }

  private Destination destination(String type) {
    return workshop.to("gold." + type, Workshop.schema("p " + type, "v int"), List.of("p"));
  }

  private static String sql(String type) {
    return type.equals("string") ? "VARCHAR" : type.equals("timestamp") ? "TIMESTAMPTZ" : type;
  }

  private static QueryTables work(Destination to, String select) {
    return new QueryTables(Map.of(), List.of(), select, List.of(), to, null);
  }
}
