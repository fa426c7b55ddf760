package io.lavra.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.lavra.lake.Location;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.quality.publish.PublishOutcome;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersPipelineTest {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void ordersArrive() throws IOException {
    arrive(
        "orders_1.csv",
        """
        Order;Customer;Placed;Amount
        A-1;ana;02/01/2026;12,50
        A-2;rui;02/01/2026;8,00
        A-3;ana;03/01/2026;not known
        A-4;ana;05/01/2026;31,90
        A-2;rui;06/01/2026;9,00
        """);
  }

  @Test
  void publishesThreeTablesAndKeepsWhatCannotBeRead() throws IOException {
    OrdersPipeline pipeline = new OrdersPipeline(folder, "run-1", NOW);
    List<PublishOutcome> outcomes =
        List.of(pipeline.takeIn(), pipeline.conform(), pipeline.summarise());

    outcomes.forEach(outcome -> assertInstanceOf(PublishOutcome.Published.class, outcome));
    assertEquals(
        "[[A-1, ana, 2026-01-02, 12.50], [A-2, rui, 2026-01-06, 9.00], [A-4, ana, 2026-01-05, 31.90]]",
        rows("silver.orders", "order_id, customer, placed_on, amount"));
    assertEquals("[[ana, 2, 31.90], [rui, 1, 9.00]]", rows("gold.customers", "*"));
    assertEquals(
        "[[silver.orders, run-1, landing/orders_1.csv, 4, amount: cannot read \"not known\" as decimal(12,2)]]",
        rows("ops.quarantine", "table_name, run_id, source, source_offset, reason"));
  }

  @Test
  void aFileIsTakenInOnce() throws IOException {
    new OrdersPipeline(folder, "run-1", NOW).takeIn();
    arrive("orders_2.csv", "Order;Customer;Placed;Amount\nA-5;eva;07/01/2026;1,00\n");
    new OrdersPipeline(folder, "run-2", NOW).takeIn();
    new OrdersPipeline(folder, "run-3", NOW).takeIn();

    assertEquals(
        "[[landing/orders_1.csv, 5, run-1], [landing/orders_2.csv, 1, run-2]]",
        rows("bronze.orders", "_source, count(*), any_value(_run_id)", "GROUP BY _source"));
  }

  @Test
  void aBlockedVersionIsNeverSeen() throws IOException {
    OrdersPipeline first = new OrdersPipeline(folder, "run-1", NOW);
    first.takeIn();
    first.conform();
    arrive("orders_2.csv", "Order;Customer;Placed;Amount\nA-5;eva;07/01/2026;-1,00\n");
    OrdersPipeline second = new OrdersPipeline(folder, "run-2", NOW);
    second.takeIn();
    PublishOutcome outcome = second.conform();

    assertEquals(
        "amount: 1 of 4 values (25 %) is outside 0 …, expected none",
        assertInstanceOf(PublishOutcome.Blocked.class, outcome).verdict().complaints());
    assertEquals("[[3, 9.00]]", rows("silver.orders", "count(*), min(amount)"));
    assertEquals("[[1]]", rows("ops.quarantine", "count(*)"));
  }

  private void arrive(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve("landing"));
    Files.writeString(folder.resolve("landing").resolve(name), content);
  }

  private String rows(String table, String columns) throws IOException {
    return rows(table, columns, "");
  }

  private String rows(String table, String columns, String rest) throws IOException {
    Location place = Location.local(folder.resolve("lake")).resolve(table.replace('.', '/'));
    Shard shard = Shard.of(table, DeltaTable.at(place).latest().orElseThrow());
    return new TableQuery(Map.of(table, shard), EngineSettings.of(folder.resolve("scratch")))
        .rows("SELECT %s FROM %s %s ORDER BY 1".formatted(columns, table, rest))
        .toString();
  }
}
