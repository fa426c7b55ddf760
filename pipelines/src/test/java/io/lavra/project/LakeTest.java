package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.lavra.lake.ColumnType;
import io.lavra.lake.Location;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.S3Profile;
import io.lavra.project.outgoing.AlertsOutput;
import io.lavra.project.outgoing.Lineage;
import io.lavra.project.outgoing.MetricsOutput;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import io.lavra.table.reading.Notation;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the design, read to exact records. */
class LakeTest {
  private static final String ERP_ITEMS =
      """
      # as received
      source:
        files: landing/erp/itens_*.csv
        format: csv
        csv: { delimiter: ';', encoding: ISO-8859-1, quote: '"', skip-lines: 0, header: true }
      """;
  private static final String STG_ITEMS =
      """
      from: bronze.erp_items
      columns:
        item_id:    { from: COD_ITEM, type: string, case: upper, tests: [not_null, unique] }
        unit_price: { from: PRECO, type: "decimal(12,2)", decimal: ',' }
        updated_at: { from: DT_ALTERACAO, type: timestamp, format: dd/MM/yyyy HH:mm:ss }
      deduplicate: { key: [item_id], keep: latest, by: updated_at }
      write: { mode: merge, key: [item_id] }
      expectations:
        - expect_column_values_to_be_between: { column: unit_price, min_value: 0, severity: quarantine }
        - expect_table_row_count_to_be_between: { min_value: 1000 }
      """;

  private final Path path;

  LakeTest(@TempDir Path path) {
    this.path = path;
  }

  @Test
  void lake() {
    String lakeYaml =
        """
        lake: nova-corrente
        timezone: America/Sao_Paulo
        targets:
          local: { root: .lake }
          minio:
            endpoint: ${MINIO_ENDPOINT:http://localhost:9000}
            access-key: ${MINIO_ACCESS_KEY}
            secret-key: ${MINIO_SECRET_KEY}
            layers:
              bronze: s3://nova-corrente-data-lake-bronze
              silver: s3://nova-corrente-data-lake-silver
              gold:   s3://nova-corrente-data-lake-gold
              ops:    s3://nova-corrente-data-lake-ops
        retention: { bronze: 90d }
        """;
    Folder folder =
        new Folder(path)
            .with("lake.yaml", lakeYaml)
            .with("macros/stock.sql", "create macro double(x) as 2 * x;");
    Lake expected =
        new Lake(
            "nova-corrente",
            ZoneId.of("America/Sao_Paulo"),
            path,
            new TreeMap<>(Map.of("local", local(), "minio", minio())),
            new TreeMap<>(),
            List.of(new Macro(Path.of("macros/stock.sql"), "create macro double(x) as 2 * x;")),
            Map.of("bronze", Duration.ofDays(90)),
            MetricsOutput.NONE,
            AlertsOutput.NONE,
            Lineage.none("nova-corrente"));
    assertEquals(expected, folder.read(Map.of("MINIO_ACCESS_KEY", "k", "MINIO_SECRET_KEY", "s")));
  }

  @Test
  void everyLakeHasALocalTarget() {
    assertEquals(local(), Folder.good(path).read().target("local"));
  }

  @Test
  void files() {
    Table table = get(design(), "bronze.erp_items");
    CsvOptions csv = new CsvOptions(";", "\"", "ISO-8859-1", 0, true, List.of());
    assertEquals(
        new Table(
            "bronze.erp_items",
            Path.of("bronze/erp_items.yaml"),
            "",
            new FilesSource(
                "landing/erp/itens_*.csv",
                Format.CSV,
                csv,
                io.lavra.source.files.BadFiles.FAIL,
                io.lavra.source.files.ChangingFiles.WAIT),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new WriteSpec(Mode.APPEND, List.of(), List.of(), List.of()),
            List.of(),
            List.of(),
            "{\"source\":{\"files\":\"landing/erp/itens_*.csv\",\"format\":\"csv\",\"csv\":{\"delimiter\":\";\","
                + "\"encoding\":\"ISO-8859-1\",\"quote\":\"\\\"\",\"skip-lines\":0,\"header\":true}}}",
            false),
        table);
  }

  @Test
  void conform() {
    Table table = get(design(), "silver.stg_items");
    Path file = Path.of("silver/stg_items.yaml");
    assertEquals(
        new Table(
            "silver.stg_items",
            file,
            "",
            new Conform("bronze.erp_items"),
            List.of(
                column("item_id", "COD_ITEM", "string", Optional.of(LetterCase.UPPER), "", "", 3),
                column("unit_price", "PRECO", "decimal(12,2)", Optional.empty(), "", ",", 4),
                column(
                    "updated_at",
                    "DT_ALTERACAO",
                    "timestamp",
                    Optional.empty(),
                    "dd/MM/yyyy HH:mm:ss",
                    "",
                    5)),
            Optional.of(
                new Deduplicate(List.of("item_id"), Keep.LATEST, Optional.of("updated_at"))),
            Optional.empty(),
            new WriteSpec(Mode.MERGE, List.of("item_id"), List.of(), List.of()),
            List.of(
                new Expectation(
                    "expect_column_values_to_be_between",
                    Map.of("column", "unit_price", "min_value", 0),
                    Severity.QUARANTINE,
                    "silver/stg_items.yaml:9"),
                new Expectation(
                    "expect_table_row_count_to_be_between",
                    Map.of("min_value", 1000),
                    Severity.FAIL,
                    "silver/stg_items.yaml:10")),
            List.of(
                test("item_id", "not_null", Map.of(), "silver/stg_items.yaml:3"),
                test("item_id", "unique", Map.of(), "silver/stg_items.yaml:3")),
            table.canonical(),
            false),
        table);
  }

  @Test
  void query() {
    Table table = get(design(), "gold.dim_items");
    assertEquals(
        new Query(Path.of("gold/dim_items.sql"), "select item_id from silver.stg_items"),
        table.definition());
    assertEquals(
        List.of(
            test(
                "item_key",
                "relationships",
                Map.of("to", "silver.stg_items", "field", "item_id"),
                "gold/dim_items.yaml:2"),
            test(
                "item_key",
                "accepted_values",
                Map.of("values", List.of("A", 1)),
                "gold/dim_items.yaml:2")),
        table.tests());
    assertEquals(
        new WriteSpec(Mode.OVERWRITE, List.of(), List.of(), List.of("item_key")), table.write());
  }

  @Test
  void transform() {
    Table table = get(design(), "gold.fact_forecasts");
    assertEquals(
        new Transformed(
            "forecast",
            new TreeMap<>(Map.of("series", "silver.stg_items")),
            Map.of("keys", List.of("item_id"), "horizon", 12, "levels", List.of(80, 99.5))),
        table.definition());
    assertEquals("gold", table.layer());
    assertEquals("fact_forecasts", table.shortName());
  }

  @Test
  void otherSources() {
    Map<String, Table> tables = design();
    assertEquals(
        new GitSource("../../..", "HEAD", List.of("**/*.java"), List.of()),
        get(tables, "bronze.code").definition());
    assertEquals(new DocumentsSource("docs/**/*"), get(tables, "bronze.docs").definition());
  }

  @Test
  void canonicalTextIgnoresCommentsAndLayout() {
    String text = table("from: bronze.raw # why\ncolumns:\n  a: { type: string }\n");
    assertEquals(text, table("from: 'bronze.raw'\ncolumns: {a: {type: \"string\"}}\n"));
    assertNotEquals(text, table("from: bronze.raw\ncolumns: {a: {type: string, trim: false}}\n"));
  }

  private String table(String text) {
    Folder folder = Folder.good(path).with("silver/t.yaml", text);
    return get(folder.read().tables(), "silver.t").canonical();
  }

  private static Table get(Map<String, Table> tables, String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private Map<String, Table> design() {
    return new Folder(path)
        .with("lake.yaml", Folder.LAKE)
        .with("bronze/erp_items.yaml", ERP_ITEMS)
        .with("silver/stg_items.yaml", STG_ITEMS)
        .with("bronze/code.yaml", "source: { git: ../../.., include: [\"**/*.java\"] }\n")
        .with("bronze/docs.yaml", "source: { documents: \"docs/**/*\" }\n")
        .with("gold/dim_items.sql", "select item_id from silver.stg_items")
        .with(
            "gold/dim_items.yaml",
            """
            sql: dim_items.sql
            columns: { item_key: { type: string, tests: [{ relationships: { to: silver.stg_items, field: item_id } }, accepted_values: [A, 1]] } }
            write: { mode: overwrite, cluster-by: [item_key] }
            """)
        .with(
            "gold/fact_forecasts.yaml",
            """
            transform: forecast
            inputs: { series: silver.stg_items }
            with: { keys: [item_id], horizon: 12, levels: [80, 99.5] }
            """)
        .read()
        .tables();
  }

  private static ColumnSpec column(
      String name,
      String from,
      String type,
      Optional<LetterCase> letterCase,
      String format,
      String decimal,
      int line) {
    return new ColumnSpec(
        name,
        from,
        false,
        new ColumnType(type),
        true,
        letterCase,
        new Notation(
            format.isEmpty() ? null : format,
            decimal.isEmpty() ? null : decimal,
            null,
            List.of(),
            null,
            false,
            null,
            Notation.ClockChange.EARLIER,
            List.of(),
            List.of()),
        List.of(""),
        Optional.empty(),
        Optional.empty(),
        false,
        "",
        new Place(Path.of("silver/stg_items.yaml"), line),
        new Place(Path.of("silver/stg_items.yaml"), line));
  }

  private static ColumnTest test(
      String column, String name, Map<String, Object> arguments, String place) {
    return new ColumnTest(column, name, arguments, Severity.FAIL, place);
  }

  private Target local() {
    Map<String, Location> layers =
        Map.of(
            "bronze", Location.local(path.resolve(".lake/bronze")),
            "silver", Location.local(path.resolve(".lake/silver")),
            "gold", Location.local(path.resolve(".lake/gold")),
            "ops", Location.local(path.resolve(".lake/ops")));
    return new Target("local", new TreeMap<>(layers), Optional.empty());
  }

  private static Target minio() {
    String profile =
        new S3Profile(
                "minio",
                "${MINIO_ENDPOINT:http://localhost:9000}",
                "${MINIO_ACCESS_KEY}",
                "${MINIO_SECRET_KEY}",
                "")
            .text();
    Map<String, Location> layers =
        Map.of(
            "bronze", new Location("s3://nova-corrente-data-lake-bronze", profile),
            "silver", new Location("s3://nova-corrente-data-lake-silver", profile),
            "gold", new Location("s3://nova-corrente-data-lake-gold", profile),
            "ops", new Location("s3://nova-corrente-data-lake-ops", profile));
    return new Target(
        "minio",
        new TreeMap<>(layers),
        Optional.of(new S3Connection("http://localhost:9000", "k", "s")));
  }
}
