package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody put back stays, and nothing is lost by it. */
@Tag("slow")
class RestoreTest {
  private static final String UP_TO_DATE = "unchanged: up to date";

  private final SmallLake lake;
  private final Map<String, String> after;

  RestoreTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
    lake.run("-q");
    lake.with(
        "landing/orders_2.csv",
        "Order;Customer;Amount;Placed\n1;Ana;99,00;2026-02-01\n7;Edu;7,00;2026-02-01\n");
    lake.run("-q");
    after = lake.hashes(SmallLake.TABLES);
  }

  @Test
  void aTableMadeFromOthersStaysUntilAnInputChanges() {
    String first = hash("silver.stg_orders", 0);
    assertEquals(
        "silver.stg_orders: version 0 is again what readers see, as version 2\n",
        lake.lavra("restore", "silver.stg_orders", "--version", "0").out());
    assertEquals(first, lake.hash("silver.stg_orders"));

    Map<String, String> next = lake.run("--output", "json").tables();
    assertEquals(UP_TO_DATE, next.get("silver.stg_orders"));
    assertEquals("published: silver.stg_orders 1 → 2", next.get("gold.by_customer"));
    assertEquals(first, lake.hash("silver.stg_orders"));

    lake.with("landing/orders_3.csv", "Order;Customer;Amount;Placed\n8;Ivo;8,00;2026-02-02\n");
    assertEquals(
        "published: bronze.orders 1 → 2",
        lake.run("--output", "json").tables().get("silver.stg_orders"));
    assertEquals(
        4, lake.rows("silver.stg_orders").size(), "what the restored version lacked is back");
  }

  @Test
  void aTableStaysUntilItsDefinitionChanges() {
    lake.lavra("restore", "gold.by_customer", "--version", "0");
    assertEquals(UP_TO_DATE, lake.run("--output", "json").tables().get("gold.by_customer"));
    lake.edit("gold/by_customer.sql", "sum(amount)", "sum(amount) + 0");
    assertEquals(
        "published: definition changed",
        lake.run("--output", "json").tables().get("gold.by_customer"));
    assertEquals(after.get("gold.by_customer"), lake.hash("gold.by_customer"));
  }

  @Test
  void aTableOfAnOlderDefinitionIsMadeAnew() {
    lake.edit("silver/stg_orders.yaml", "case: lower", "case: upper").run("-q");
    lake.lavra("restore", "silver.stg_orders", "--version", "1");
    assertEquals(UP_TO_DATE, lake.run("--output", "json").tables().get("silver.stg_orders"));
    lake.with("landing/orders_3.csv", "Order;Customer;Amount;Placed\n8;Ivo;8,00;2026-02-02\n")
        .run("-q");
    assertEquals(
        "[ANA, EDU, IVO, RUI]",
        lake.rows("silver.stg_orders").stream()
            .map(row -> Said.tree(row).get("customer").asText())
            .sorted()
            .toList()
            .toString());
  }

  @Test
  void bronzeLeavesLaterFilesOutUntilItIsTold() {
    Said restored = lake.lavra("restore", "bronze.orders", "--version", "0");
    assertEquals(
        """
        bronze.orders: version 0 is again what readers see, as version 2
        Taken in since, and left out until their content changes:
          landing/orders_2.csv
        To let the next run take them in again: lavra restore bronze.orders --version 0 --read-again
        """,
        restored.out());
    assertEquals(4, lake.rows("bronze.orders").size());
    Map<String, String> next = lake.run("--output", "json").tables();
    assertEquals("unchanged: no new files", next.get("bronze.orders"));
    assertEquals("published: bronze.orders 1 → 2", next.get("silver.stg_orders"));

    lake.lavra("restore", "bronze.orders", "--version", "1");
    next = lake.run("--output", "json").tables();
    assertEquals("unchanged: no new files", next.get("bronze.orders"), "its rows are there");
    assertEquals(after, lake.hashes(SmallLake.TABLES));

    assertEquals(
        "bronze.orders: version 0 is again what readers see, as version 4\n",
        lake.lavra("restore", "bronze.orders", "--version", "0", "--read-again").out());
    next = lake.run("--output", "json").tables();
    assertEquals("published: 1 new file", next.get("bronze.orders"));
    assertEquals(after, lake.hashes(SmallLake.TABLES));
    assertEquals(
        "unchanged: no new files", lake.run("--output", "json").tables().get("bronze.orders"));
  }

  @Test
  void aFileThatCountsAsNewStaysTakenWhereItsRowsAreBack() {
    lake.lavra("restore", "bronze.orders", "--version", "0", "--read-again");
    lake.lavra("restore", "bronze.orders", "--version", "1");
    assertEquals(
        "unchanged: no new files", lake.run("--output", "json").tables().get("bronze.orders"));
    assertEquals(after, lake.hashes(SmallLake.TABLES));
  }

  @Test
  void whatCannotBePutBack() {
    for (String version : new String[] {"9", "-1"}) {
      Said unknown = lake.lavra("restore", "gold.pages", "--version", version);
      assertEquals(2, unknown.exit());
      assertEquals(
          "The table at file:LAKE/.lake/gold/pages has no version %s: versions 0 to 0 can be read.\n"
              .formatted(version),
          unknown.err().replace(lake.folder().toString(), "LAKE"));
    }
    assertEquals(2, lake.lavra("show", "gold.pages", "--version", "9").exit());
    Said again = lake.lavra("restore", "gold.pages", "--version", "0", "--read-again");
    assertEquals(
        "--read-again: gold.pages is not made from landing files. Leave it out.\n", again.err());
    assertEquals(2, again.exit());
    lake.with("gold/later.yaml", "sql: pages.sql\n");
    Said unmade = lake.lavra("restore", "gold.later", "--version", "0");
    assertEquals("gold.later does not exist yet. Run the lake first.\n", unmade.err());
    assertEquals(2, unmade.exit());
    Said ops = lake.lavra("restore", "ops.runs", "--version", "0");
    assertEquals(
        "ops.runs is the lake's own record and is not put back. Restore the table it tells of.\n",
        ops.err());
    assertEquals(2, ops.exit());
  }

  private String hash(String table, int version) {
    return lake.lavra("show", table, "--hash", "--version", String.valueOf(version)).out().strip();
  }
}
