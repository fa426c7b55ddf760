package io.lavra.table.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.EachRow;
import io.lavra.table.Manifest;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.Workshop;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import io.lavra.table.measure.TableChange;
import io.lavra.table.write.QueryTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs on the DirectRunner: pieces of work, rows, and the manifest that tells of them. */
@NullUnmarked
class RowsTest {
  private static final TableSchema NUMBERS = Workshop.schema("n bigint");

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void rowsOfEveryTypeComeAndGo() throws Exception {
    TableSchema schema =
        Workshop.schema(
            "s string",
            "b boolean",
            "i int",
            "l bigint",
            "f float",
            "d double",
            "n decimal(38,10)",
            "day date",
            "t timestamp",
            "x binary",
            "a array<double>",
            "ts array<timestamp>");
    String select =
        """
        SELECT 'é\u0001' AS s, true AS b, -1 AS i, 9223372036854775807 AS l, 0.1 AS f, 0.1 AS d,
          1234567890123456789012345678.0123456789 AS n, DATE '1969-12-31' AS day,
          TIMESTAMPTZ '1969-12-31 23:59:59.123456+00' AS t, '\\x00\\xFF'::BLOB AS x,
          [0.5, NULL] AS a, [TIMESTAMPTZ '2024-01-01 00:00:00.000001+00'] AS ts
        UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        UNION ALL SELECT '', false, 0, 0, 0, 0, 0, '0001-01-01', '9999-12-31 00:00:00+00', '', [], []""";
    Shard source = workshop.staged("silver.s", schema, select);
    Destination to = workshop.to("gold.s", schema);
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            ReadRows.of(
                new ReadRows.Query(Map.of("silver.s", source), "FROM silver.s", schema),
                workshop.settings()))
        .apply(new EachRow(new SameRow(), schema))
        .apply(WriteRows.to(to, workshop.settings()))
        .apply(StageTables.of(changes(to, List.of()), to.runId(), workshop.settings()));
    pipeline.run().waitUntilFinish();
    Manifest manifest = manifest(to);
    assertEquals(new Counts(3, 3, 0, 0, 0), manifest.counts());
    String rows = "SELECT * REPLACE (hex(x) AS x) FROM t ORDER BY ALL";
    assertEquals(workshop.rows(source, rows), workshop.rows(made(to, manifest), rows));
    assertEquals(workshop.hash(source), hashAs("silver.s", to, manifest));
  }

  @Test
  void oneManifestTellsWhatAllPiecesDid() throws Exception {
    Destination a = workshop.to("gold.a", NUMBERS);
    Destination b = workshop.to("gold.b", NUMBERS);
    List<TableWork> work = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      work.add(query(a, "SELECT n FROM range(%d, %d) r(n)".formatted(i * 10, i * 10 + 10)));
    }
    work.add(query(b, "SELECT 1 / n AS n FROM nowhere.none"));
    work.add(query(b, "SELECT 1 AS n"));
    List<Measure> measures =
        List.of(
            new Measure("rows", Scan.ROWS, "count(*)"),
            new Measure("most", Scan.ROWS, "max(n)"),
            new Measure("none", Scan.ROWS, "max(n) FILTER (WHERE n > 100)"),
            new Measure(
                "twice", Scan.NONE, "(SELECT count(*) FROM staged JOIN staged s USING (n))"));
    Map<String, TableChange> changes =
        Map.of("gold.a", change(a, measures), "gold.b", change(b, measures));
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(RunShards.of(work, workshop.settings()))
        .apply(StageTables.of(changes, "run", workshop.settings()));
    pipeline.run().waitUntilFinish();
    Manifest done = manifest(a);
    assertEquals(new Counts(30, 30, 0, 0, 0), done.counts());
    assertEquals(Map.of("rows", "30", "most", "29", "twice", "30"), done.measured());
    assertEquals(3, done.files().size());
    Manifest failed = manifest(b);
    assertTrue(String.valueOf(failed.failure()).contains("none"), failed.failure());
    assertEquals(List.of(), failed.files());
  }

  @Test
  void aChangeThatCannotBeMeasuredFailsItsTableOnly() throws Exception {
    Destination a = workshop.to("gold.a", NUMBERS);
    Destination b = workshop.to("gold.b", NUMBERS);
    TableChange gone =
        new TableChange(
            new Shard(
                "gold.b",
                b.folder(),
                NUMBERS,
                List.of(),
                List.of(new DataFile("gone.parquet", 1, 1, Map.of(), "{}"))),
            TableChange.Kind.ADD,
            List.of(new Measure("rows", Scan.ROWS, "count(*)")),
            Map.of(),
            Manifest.path("run"));
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            RunShards.of(
                List.of(query(a, "SELECT 1 AS n"), query(b, "SELECT 1 AS n")), workshop.settings()))
        .apply(
            StageTables.of(
                Map.of("gold.a", change(a, List.of()), "gold.b", gone),
                "run",
                workshop.settings()));
    pipeline.run().waitUntilFinish();
    assertEquals(1, manifest(a).files().size());
    assertTrue(String.valueOf(manifest(b).failure()).contains("gone.parquet"));
  }

  @Test
  void aRowThatDoesNotFitFailsItsTable() throws Exception {
    TableSchema narrow = Workshop.schema("n decimal(4,2)");
    Shard source = workshop.staged("silver.s", NUMBERS, "SELECT 1000 AS n");
    Destination to = workshop.to("gold.n", narrow);
    TableSchema wide = Workshop.schema("n decimal(10,2)");
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            ReadRows.of(
                new ReadRows.Query(
                    Map.of("silver.s", source), "SELECT n::DECIMAL(10,2) AS n FROM silver.s", wide),
                workshop.settings()))
        .apply(WriteRows.to(to, workshop.settings()))
        .apply(StageTables.of(changes(to, List.of()), to.runId(), workshop.settings()));
    pipeline.run().waitUntilFinish();
    assertTrue(String.valueOf(manifest(to).failure()).contains("\"n\""), manifest(to).failure());
    try (var left = Files.walk(folder.resolve("scratch"))) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void partitionsThatAreWrittenReplaceThose() throws Exception {
    TableSchema schema = Workshop.schema("p string", "n int");
    Destination to = workshop.to("gold.p", schema, List.of("p"));
    String first = "SELECT * FROM (VALUES ('a', 1), ('b', 2), (NULL, 3)) v(p, n)";
    Shard base = workshop.publish(to, workshop.run(query(to, first)), true);
    Staged staged =
        workshop.run(query(to, "SELECT * FROM (VALUES ('b', 20), (NULL, 30), ('c', 40)) v(p, n)"));
    TableChange change =
        new TableChange(
            base,
            TableChange.Kind.REPLACE_PARTITIONS,
            List.of(new Measure("sum", Scan.ROWS, "sum(n)")),
            Map.of(),
            Manifest.path("run"));
    Manifest manifest = new FinishTable(change, workshop.settings()).finish("run", List.of(staged));
    assertEquals(2, manifest.removes().size());
    assertEquals(Map.of("sum", "91"), manifest.measured());
    assertEquals(
        List.of("a|1", "b|20", "c|40", "~|30"),
        workshop.rows(change.after(manifest.files(), manifest.removes())));
  }

  private static final class SameRow extends DoFn<Row, Row> {
    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Row> output) {
      output.output(row);
    }
  }

  private static QueryTables query(Destination to, String sql) {
    return new QueryTables(Map.of(), List.of(), sql, List.of(), to, null);
  }

  private static TableChange change(Destination to, List<Measure> measures) {
    return new TableChange(
        new Shard(to.table(), to.folder(), to.schema(), List.of(), List.of()),
        TableChange.Kind.REPLACE,
        measures,
        Map.of(),
        Manifest.path("run"));
  }

  private static Map<String, TableChange> changes(Destination to, List<Measure> measures) {
    return Map.of(to.table(), change(to, measures));
  }

  private static Manifest manifest(Destination to) throws Exception {
    return Manifest.read(to.folder(), Manifest.path("run")).orElseThrow();
  }

  private static Shard made(Destination to, Manifest manifest) {
    return new Shard(to.table(), to.folder(), to.schema(), List.of(), manifest.files());
  }

  private String hashAs(String name, Destination to, Manifest manifest) throws Exception {
    return workshop.hash(new Shard(name, to.folder(), to.schema(), List.of(), manifest.files()));
  }
}
