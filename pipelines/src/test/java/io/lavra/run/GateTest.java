package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.delta.TableVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  private final SmallLake lake;

  GateTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @Test
  void aBlockedTableStaysAsItWas() throws InterruptedException {
    lake.run("-q");
    String before = lake.hash("silver.stg_orders");
    lake.with("landing/orders_2.csv", "Order;Customer;Amount;Placed\n1;Ana;-5,00;2026-02-01\n")
        .with(
            "landing/more.jsonl",
            "{\"customer\": \"rui\", \"page\": \"/c\", \"at\": \"2026-02-01T10:00:00Z\"}\n");

    Set<String> seen = new ConcurrentSkipListSet<>();
    Said said = whilePolling(seen, () -> lake.run("--output", "json"));

    assertEquals(Set.of("0: [2 rows]"), seen);
    assertEquals(3, said.exit());
    assertEquals(
        """
        {"lake":"shop","status":"blocked"}
        {"table":"bronze.clicks","status":"published","reason":"1 new file","version":1,"rows_read":1,"rows_published":1,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
        {"table":"bronze.orders","status":"published","reason":"1 new file","version":1,"rows_read":1,"rows_published":1,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
        {"table":"silver.stg_clicks","status":"published","reason":"bronze.clicks 0 → 1","version":1,"rows_read":4,"rows_published":3,"rows_quarantined":1,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}
        {"table":"silver.stg_orders","status":"blocked","reason":"amount: 1 of 2 values (50 %) is outside 0 …, expected none","version":0,"rows_read":0,"rows_published":0,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":0,"checks":[{"expectation":"expect_column_values_to_be_between","column":"amount","severity":"fail","status":"fail","observed":"1 of 2 values (50 %) outside 0 …","message":"amount: 1 of 2 values (50 %) is outside 0 …, expected none"},{"expectation":"expect_column_values_to_not_be_null","column":"order_id","severity":"fail","status":"pass","observed":"0 of 2 values null","message":""},{"expectation":"expect_column_values_to_be_unique","column":"order_id","severity":"fail","status":"pass","observed":"0 of 2 values repeated","message":""}]}
        {"table":"gold.by_customer","status":"skipped","reason":"silver.stg_orders is blocked","version":0,"rows_read":0,"rows_published":0,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":0,"checks":[]}
        {"table":"gold.pages","status":"published","reason":"silver.stg_clicks 0 → 1","version":1,"rows_read":3,"rows_published":3,"rows_quarantined":0,"rows_deduplicated":0,"rows_filtered":0,"files":1,"checks":[]}""",
        said.report());
    assertEquals(before, lake.hash("silver.stg_orders"));
    assertEquals(
        List.of(
            "gold.by_customer skipped silver.stg_orders is blocked",
            "silver.stg_orders blocked amount: 1 of 2 values (50 %) is outside 0 …, expected none"),
        lake.rows("ops.runs").stream()
            .filter(row -> !row.contains("\"status\":\"published\""))
            .map(
                row ->
                    row.replaceFirst(
                        ".*\"table_name\":\"([^\"]*)\".*\"status\":\"([^\"]*)\",\"reason\":\"([^\"]*)\".*",
                        "$1 $2 $3"))
            .toList());

    lake.with("landing/orders_3.csv", "Order;Customer;Amount;Placed\n1;Ana;5,00;2026-02-02\n");
    Said repaired = lake.run("--output", "json");
    assertEquals(0, repaired.exit());
    assertEquals(
        "{bronze.clicks=unchanged: no new files, bronze.orders=published: 1 new file, silver.stg_clicks=unchanged: up to date, silver.stg_orders=published: bronze.orders 0 → 2, gold.by_customer=published: silver.stg_clicks 0 → 1, silver.stg_orders 0 → 1, gold.pages=unchanged: up to date}",
        repaired.tables().toString());
    assertEquals(
        "{\"order_id\":1,\"customer\":\"ana\",\"amount\":\"5.00\",\"placed_on\":\"2026-02-02\"}",
        lake.rows("silver.stg_orders").get(0));
  }

  @Test
  void aCorrectedDefinitionPublishes() {
    lake.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15");
    Said blocked = lake.run();
    assertEquals(3, blocked.exit());
    assertEquals(
        """
        blocked silver.stg_orders: expect_column_values_to_be_between: amount: 1 of 2 values (50 %) is outside 15 …, expected none
        shop: 4 published, 1 blocked, 1 skipped""",
        blocked.out().replaceFirst(" in [0-9.]+ s .*\n$", ""));
    assertEquals(-1, lake.version("silver.stg_orders"));
    lake.edit("silver/stg_orders.yaml", "min_value: 15", "min_value: 10");
    assertEquals(0, lake.run("-q").exit());
    assertEquals(0, lake.version("silver.stg_orders"));
  }

  @Test
  void failFastStopsThere() {
    lake.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15");
    Said said = lake.run("--fail-fast", "--output", "json");
    assertEquals(3, said.exit());
    assertEquals("skipped: the run stopped at the first failure", said.tables().get("gold.pages"));
  }

  @Test
  void aWarningPublishes() {
    lake.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15, severity: warn");
    Said said = lake.run("--select", "+silver.stg_orders", "--output", "json");
    assertEquals(0, said.exit());
    assertEquals(
        "{\"expectation\":\"expect_column_values_to_be_between\",\"column\":\"amount\",\"severity\":\"warn\",\"status\":\"fail\",\"observed\":\"1 of 2 values (50 %) outside 15 …\",\"message\":\"amount: 1 of 2 values (50 %) is outside 15 …, expected none\"}",
        said.json().get("tables").get(1).get("checks").get(0).toString());
    assertEquals(2, lake.rows("silver.stg_orders").size());
  }

  @Test
  void aQuarantiningRuleKeepsRowsBack() {
    lake.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15, severity: quarantine");
    Said said = lake.run("--select", "+silver.stg_orders", "--output", "json");
    assertEquals(0, said.exit());
    JsonNode table = said.json().get("tables").get(1);
    assertEquals(
        "4 = 1 + 2 + 1",
        "%s = %s + %s + %s"
            .formatted(
                table.get("rows_read"),
                table.get("rows_published"),
                table.get("rows_quarantined"),
                table.get("rows_deduplicated")));
    assertEquals(
        List.of(
            "{\"order_id\":2,\"customer\":\"rui\",\"amount\":\"21.00\",\"placed_on\":\"2026-01-03\"}"),
        lake.rows("silver.stg_orders"));
    assertEquals("", lake.lavra("quarantine", "ls").out());
  }

  private interface Work {
    Said run();
  }

  /** Notes every state of silver.stg_orders that a reader can see meanwhile. */
  private Said whilePolling(Set<String> seen, Work work) throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                TableVersion now = lake.table("silver.stg_orders").latest().orElseThrow();
                seen.add(
                    now.version()
                        + ": "
                        + now.files().stream().map(f -> f.rows() + " rows").toList());
              }
            });
    reader.start();
    try {
      return work.run();
    } finally {
      done.set(true);
      reader.join();
    }
  }
}
