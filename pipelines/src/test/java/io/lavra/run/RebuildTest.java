package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Decision;
import io.lavra.plan.Order;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.lineage.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is made anew when its rows would be others, and only then. */
class RebuildTest {
  private final SmallLake lake;

  RebuildTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @Test
  void wordsRebuildNothingAndAreTakenWithTheNextBuild() {
    assertEquals(0, lake.run("-q").exit());
    lake.with(
            "lake.yaml",
            "lake: shop\ntimezone: UTC\nalerts: { webhook: \"${LAVRA_NO_SUCH:}\", on: [failed] }\n")
        .edit(
            "silver/stg_orders.yaml",
            "from: bronze",
            "description: Orders, one row each\nfrom: bronze")
        .edit("silver/stg_orders.yaml", "type: date", "type: date, description: the day")
        .edit("gold/pages.yaml", "sql:", "description: Views of pages\nsql:");
    Said said = lake.run("--output", "json");
    assertEquals("unchanged", said.json().get("status").asText(), said.out());

    lake.with("landing/orders_2.csv", "Order;Customer;Amount;Placed\n3;Eva;2,00;2026-03-01\n");
    Map<String, String> grown = lake.run("--output", "json").tables();
    assertEquals("published: bronze.orders 0 → 1", grown.get("silver.stg_orders"));
    assertEquals("unchanged: up to date", grown.get("gold.pages"));
    assertEquals("the day", column("silver.stg_orders", "placed_on").description());
    assertEquals(3, lake.rows("silver.stg_orders").size());

    lake.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 1");
    Map<String, String> judged = lake.run("--output", "json").tables();
    assertEquals("published: definition changed", judged.get("silver.stg_orders"));
  }

  private Column column(String table, String name) {
    TableVersion version = lake.table(table).latest().orElseThrow();
    return version.schema().column(name).orElseThrow();
  }

  /** A table that was removed and made anew begins at version 0 again, with other rows. */
  @Test
  void anotherTableInTheSamePlaceIsAnotherInput() throws IOException {
    assertEquals(0, lake.run("-q").exit());
    MoreFiles.deleteRecursively(
        lake.folder().resolve(".lake/bronze/orders"), RecursiveDeleteOption.ALLOW_INSECURE);
    lake.edit("landing/orders_1.csv", "1;Ana;10,50", "1;Ana;11,50");
    Said said = lake.run("--output", "json");
    assertEquals(0, said.exit(), said::err);
    assertEquals(0, lake.version("bronze.orders"));
    assertEquals(
        Map.of(
            "bronze.clicks", "unchanged: no new files",
            "bronze.orders", "published: new table",
            "silver.stg_clicks", "unchanged: up to date",
            "silver.stg_orders", "published: bronze.orders is another table, made anew",
            "gold.by_customer", "published: silver.stg_orders 0 → 1",
            "gold.pages", "unchanged: up to date"),
        said.tables());
    assertEquals(
        List.of(
            "{\"customer\":\"ana\",\"amount\":\"11.50\",\"clicks\":2}",
            "{\"customer\":\"rui\",\"amount\":\"21.00\",\"clicks\":0}"),
        lake.rows("gold.by_customer"));
  }

  @Test
  void theSameFileWithAnotherStatementIsAnotherDefinition() {
    assertEquals(0, lake.run("-q", "--layer", "bronze").exit());
    Lake read = Lake.read(lake.folder(), name -> null);
    try (Catalog catalog = new Catalog()) {
      LakeState state = LakeState.read(read, "local");
      Blueprint drawn =
          Objects.requireNonNull(
              Blueprints.draw(
                      read, Order.of(read, catalog), catalog, state.versions(), state.profile())
                  .get("silver.stg_orders"));
      String definition = definition(read, drawn, state.versions());
      assertEquals(definition, definition(read, drawn, withOneColumnMore(state.versions())));
      assertNotEquals(definition, definition(read, mended(drawn), state.versions()));
    }
  }

  private static String definition(
      Lake lake, Blueprint blueprint, Map<String, TableVersion> tables) {
    return Decision.of(lake, blueprint, Optional.empty(), tables, false).definition();
  }

  private static Map<String, TableVersion> withOneColumnMore(Map<String, TableVersion> tables) {
    Map<String, TableVersion> grown = new TreeMap<>(tables);
    grown.computeIfPresent(
        "bronze.orders",
        (name, version) -> {
          List<Column> columns = new ArrayList<>(version.schema().columns());
          columns.add(new Column("Note", ColumnType.STRING));
          return new TableVersion(
              version.location(),
              version.id(),
              version.version(),
              version.timestampMillis(),
              new TableSchema(columns),
              version.partitionBy(),
              version.files(),
              version.marks(),
              version.provenance());
        });
    return grown;
  }

  /** As if Lavra read dates in another way now. */
  private static Blueprint mended(Blueprint drawn) {
    Conform conform = drawn.conform().orElseThrow();
    List<ConformColumn> columns = new ArrayList<>(conform.columns());
    columns.replaceAll(
        column ->
            column.name().equals("placed_on")
                ? ConformColumn.of("placed_on", column.from(), ColumnType.TIMESTAMP)
                : column);
    return new Blueprint(
        drawn.table(),
        drawn.reads(),
        drawn.schema(),
        drawn.suite(),
        Optional.of(new Conform(columns, conform.rules(), conform.where(), conform.deduplicate())),
        drawn.prepared(),
        drawn.landing(),
        drawn.sourceColumns(),
        drawn.source(),
        drawn.obstacle(),
        drawn.breaches());
  }
}
