package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndToEndTest {
  private static final String MORE =
      """
      Order;Customer;Amount;Placed
      1;Ana;11,50;2026-01-05
      3;Eva;5,00;2026-01-04
      """;
  private static final String FIRST =
      """
      {"lake":"shop","status":"published"}
      {"table":"bronze.clicks","status":"published","reason":"new table","version":0,"rows_read":3,"rows_published":3,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
      {"table":"bronze.orders","status":"published","reason":"new table","version":0,"rows_read":4,"rows_published":4,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
      {"table":"silver.stg_clicks","status":"published","reason":"new table","version":0,"rows_read":3,"rows_published":2,"rows_quarantined":1,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
      {"table":"silver.stg_orders","status":"published","reason":"new table","version":0,"rows_read":4,"rows_published":2,"rows_quarantined":1,"rows_deduplicated":1,"rows_filtered":0,"files":1,"checks":[{"expectation":"expect_column_values_to_be_between","column":"amount","severity":"fail","status":"pass","observed":"0 of 2 values outside 0 …","message":""},{"expectation":"expect_column_values_to_not_be_null","column":"order_id","severity":"fail","status":"pass","observed":"0 of 2 values null","message":""},{"expectation":"expect_column_values_to_be_unique","column":"order_id","severity":"fail","status":"pass","observed":"0 of 2 values repeated","message":""}]}
      {"table":"gold.by_customer","status":"published","reason":"new table","version":0,"rows_read":2,"rows_published":2,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[{"expectation":"expect_column_values_to_not_be_null","column":"customer","severity":"fail","status":"pass","observed":"0 of 2 values null","message":""},{"expectation":"expect_column_values_to_be_unique","column":"customer","severity":"fail","status":"pass","observed":"0 of 2 values repeated","message":""}]}
      {"table":"gold.pages","status":"published","reason":"new table","version":0,"rows_read":2,"rows_published":2,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}""";
  private static final String GROWN =
      """
      {"lake":"shop","status":"published"}
      {"table":"bronze.clicks","status":"unchanged","reason":"no new files","version":0,"rows_read":0,"rows_published":0,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":0,"checks":[]}
      {"table":"bronze.orders","status":"published","reason":"1 new file","version":1,"rows_read":2,"rows_published":2,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
      {"table":"silver.stg_clicks","status":"unchanged","reason":"up to date","version":0,"rows_read":0,"rows_published":0,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":0,"checks":[]}
      {"table":"silver.stg_orders","status":"published","reason":"bronze.orders 0 → 1","version":1,"rows_read":2,"rows_published":2,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[{"expectation":"expect_column_values_to_be_between","column":"amount","severity":"fail","status":"pass","observed":"0 of 3 values outside 0 …","message":""},{"expectation":"expect_column_values_to_not_be_null","column":"order_id","severity":"fail","status":"pass","observed":"0 of 3 values null","message":""},{"expectation":"expect_column_values_to_be_unique","column":"order_id","severity":"fail","status":"pass","observed":"0 of 3 values repeated","message":""}]}
      {"table":"gold.by_customer","status":"published","reason":"silver.stg_orders 0 → 1","version":1,"rows_read":3,"rows_published":3,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[{"expectation":"expect_column_values_to_not_be_null","column":"customer","severity":"fail","status":"pass","observed":"0 of 3 values null","message":""},{"expectation":"expect_column_values_to_be_unique","column":"customer","severity":"fail","status":"pass","observed":"0 of 3 values repeated","message":""}]}
      {"table":"gold.pages","status":"unchanged","reason":"up to date","version":0,"rows_read":0,"rows_published":0,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":0,"checks":[]}""";

  private final SmallLake lake;

  EndToEndTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @Test
  void aLakeGrows() {
    assertEquals(planned("build", "new table"), plan());
    Said first = lake.run("--output", "json");
    assertEquals("", first.err());
    assertEquals(0, first.exit());
    assertEquals(FIRST, first.report());
    assertEquals(
        List.of(
            "{\"customer\":\"ana\",\"amount\":\"10.50\",\"clicks\":2}",
            "{\"customer\":\"rui\",\"amount\":\"21.00\",\"clicks\":0}"),
        lake.rows("gold.by_customer"));
    Map<String, String> content = lake.hashes(SmallLake.TABLES);

    assertEquals(
        """
        {"lake":"shop","status":"unchanged"}
        bronze.clicks unchanged: no new files
        bronze.orders unchanged: no new files
        silver.stg_clicks unchanged: up to date
        silver.stg_orders unchanged: up to date
        gold.by_customer unchanged: up to date
        gold.pages unchanged: up to date""",
        brief(lake.run("--output", "json")));
    assertEquals(content, lake.hashes(SmallLake.TABLES));

    lake.with("landing/orders_2.csv", MORE);
    assertEquals(
        """
        0 bronze.clicks unchanged: no new files {}
        0 bronze.orders build: 1 new file {}
        1 silver.stg_clicks unchanged: up to date {"bronze.clicks":0}
        1 silver.stg_orders build: after bronze.orders {"bronze.orders":0}
        2 gold.by_customer build: after silver.stg_orders {"silver.stg_clicks":0,"silver.stg_orders":0}
        2 gold.pages unchanged: up to date {"silver.stg_clicks":0}""",
        plan());
    assertEquals(GROWN, lake.run("--output", "json").report());
    assertEquals(
        List.of(
            "{\"order_id\":1,\"customer\":\"ana\",\"amount\":\"11.50\",\"placed_on\":\"2026-01-05\"}",
            "{\"order_id\":2,\"customer\":\"rui\",\"amount\":\"21.00\",\"placed_on\":\"2026-01-03\"}",
            "{\"order_id\":3,\"customer\":\"eva\",\"amount\":\"5.00\",\"placed_on\":\"2026-01-04\"}"),
        lake.rows("silver.stg_orders"));

    lake.edit("gold/pages.sql", "count(*)", "count(*) + 1");
    Map<String, String> changed = new TreeMap<>(lake.run("--output", "json").tables());
    assertEquals("published: definition changed", changed.remove("gold.pages"));
    assertEquals(
        "[]",
        changed.values().stream().filter(s -> !s.startsWith("unchanged")).toList().toString());
    assertEquals(
        "[{\"page\":\"/a\",\"views\":2}, {\"page\":\"/b\",\"views\":2}]",
        lake.rows("gold.pages").toString());
  }

  @Test
  void bothWaysToTheSameTable() {
    lake.run("-q");
    lake.with("landing/orders_2.csv", MORE).run("-q");
    Map<String, String> grown = lake.hashes(SmallLake.TABLES);
    assertEquals(
        """
        {"lake":"shop","status":"published"}
        bronze.clicks unchanged: no new files
        bronze.orders unchanged: no new files
        silver.stg_clicks published: full refresh asked for
        silver.stg_orders published: full refresh asked for
        gold.by_customer published: full refresh asked for
        gold.pages published: full refresh asked for""",
        brief(lake.run("--full-refresh", "--output", "json")));
    assertEquals(grown, lake.hashes(SmallLake.TABLES));
  }

  @Test
  void onlyWhatIsSelected() {
    assertEquals(
        """
        {"lake":"shop","status":"published"}
        bronze.clicks published: new table
        silver.stg_clicks published: new table
        gold.pages published: new table""",
        brief(lake.run("--select", "+gold.pages", "--output", "json")));
    assertEquals(
        """
        {"lake":"shop","status":"published"}
        bronze.clicks unchanged: no new files
        bronze.orders published: new table""",
        brief(lake.run("--layer", "bronze", "--output", "json")));
    assertEquals(
        """
        {"lake":"shop","status":"published"}
        silver.stg_orders published: new table
        gold.by_customer published: new table""",
        brief(lake.run("--select", "silver.stg_orders+", "--output", "json")));
    assertEquals(
        """
        {"lake":"shop","status":"unchanged"}
        gold.by_customer unchanged: up to date
        gold.pages unchanged: up to date""",
        brief(lake.run("--select", "silver.*+", "--layer", "gold", "--output", "json")));
  }

  @Test
  void aTableWhoseInputIsNotThereFails() {
    Said said = lake.run("--select", "gold.pages", "--output", "json");
    assertEquals(
        """
        {"lake":"shop","status":"failed"}
        gold.pages failed: silver.stg_clicks does not exist yet. Run it too: --select +gold.pages.""",
        brief(said));
    assertEquals(1, said.exit());
  }

  @Test
  void thePlanNamesWhatComesBeforeATable() {
    lake.with(
        "gold/pages.yaml",
        """
        sql: pages.sql
        columns:
          page: { type: string, tests: [relationships: { to: silver.stg_orders, field: customer }] }
          views: { type: bigint, tests: [relationships: { to: gold.pages, field: views }] }
        """);
    JsonNode plan = lake.lavra("plan", "--select", "gold.pages", "--output", "json").json();
    assertEquals("UTC", plan.get("timezone").asText());
    JsonNode table = plan.get("tables").get(0);
    assertEquals(2, table.get("wave").asInt());
    assertEquals("gold", table.get("layer").asText());
    assertEquals("{\"silver.stg_clicks\":-1}", table.get("inputs").toString());
    assertEquals("[\"silver.stg_clicks\",\"silver.stg_orders\"]", table.get("after").toString());
  }

  private String plan() {
    StringBuilder text = new StringBuilder();
    lake.lavra("plan", "--output", "json")
        .json()
        .get("tables")
        .forEach(
            t ->
                text.append(text.isEmpty() ? "" : "\n")
                    .append(t.get("wave").asInt() + " " + t.get("table").asText() + " ")
                    .append(t.get("action").asText() + ": " + t.get("reason").asText() + " ")
                    .append(t.get("inputs")));
    return text.toString();
  }

  private static String planned(String action, String reason) {
    return """
        0 bronze.clicks build: new table {}
        0 bronze.orders build: new table {}
        1 silver.stg_clicks build: new table {"bronze.clicks":-1}
        1 silver.stg_orders build: new table {"bronze.orders":-1}
        2 gold.by_customer build: new table {"silver.stg_clicks":-1,"silver.stg_orders":-1}
        2 gold.pages build: new table {"silver.stg_clicks":-1}"""
        .replace("build: new table", action + ": " + reason);
  }

  private static String brief(Said said) {
    StringBuilder text = new StringBuilder(said.report().lines().findFirst().orElse(""));
    said.tables()
        .forEach((table, status) -> text.append('\n').append(table).append(' ').append(status));
    return text.toString();
  }
}
