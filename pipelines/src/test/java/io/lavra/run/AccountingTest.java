package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Decision;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.quality.Circumstances;
import io.lavra.quality.Suite;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.Counts;
import io.lavra.table.Manifest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row read is published, in quarantine, a duplicate or filtered. */
class AccountingTest {
  private final SmallLake lake;

  AccountingTest(@TempDir Path folder) {
    lake =
        SmallLake.shop(folder)
            .edit("silver/stg_orders.yaml", "write:", "where: amount < 15\nwrite:");
  }

  @Test
  void itClosesForEveryTableAndRun() {
    assertEquals(List.of(), open(lake.run("--output", "json")));
    lake.with(
            "landing/orders_2.csv",
            """
            Order;Customer;Amount;Placed
            1;Ana;9,50;2025-12-31
            3;Eva;no;2026-01-04
            4;Eva;99,00;2026-01-04
            5;Eva;5,00;2026-01-04
            5;Eva;6,00;2026-01-04
            """)
        .with("landing/more.jsonl", "{\"customer\": \"eva\"}\nnot json\n");
    Said second = lake.run("--output", "json");
    assertEquals(List.of(), open(second));
    JsonNode orders = second.json().get("tables").get(3);
    assertEquals("silver.stg_orders", orders.get("table").asText());
    assertEquals("5 = 1 + 1 + 2 + 1", sum(orders));
    assertEquals("2 = 1 + 1 + 0 + 0", sum(second.json().get("tables").get(0)));
    assertEquals(List.of(), open(lake.run("--full-refresh", "--output", "json")));
    assertEquals(
        lake.rows("ops.quarantine").size(),
        lake.rows("ops.runs").stream()
            .mapToInt(row -> Said.tree(row).get("rows_quarantined").asInt())
            .sum());
  }

  @Test
  void whatDoesNotCloseIsNotPublished() {
    TableReport report =
        new PublishTable(build(lake), manifest(new Counts(10, 8, 1, 0, 0)), 0).publish();
    assertEquals(Status.FAILED, report.status());
    assertEquals(
        "rows are unaccounted for: read 10, but published 8 + quarantined 1 + deduplicated 0 + filtered 0 = 9. This is a defect in Lavra; nothing was published.",
        report.reason());
    assertEquals(-1, lake.version("gold.pages"));
    assertEquals(
        1,
        new RunReport("run", "shop", LocalDate.EPOCH, 0, List.of(report), Map.of(), List.of())
            .exitCode());
  }

  static TableBuild build(SmallLake lake) {
    Table table =
        Objects.requireNonNull(Lake.read(lake.folder(), name -> null).tables().get("gold.pages"));
    TableSchema schema = TableSchema.of(new Column("page", ColumnType.STRING));
    Blueprint blueprint =
        new Blueprint(
            table,
            Set.of(),
            schema,
            Suite.of(List.of(), List.of()),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            "",
            Optional.empty(),
            List.of());
    Location folder = Location.local(lake.folder().resolve(".lake/gold/pages"));
    return new TableBuild(
        blueprint,
        new Decision(true, true, "new table", "0"),
        WritePlan.of(blueprint, true, false, Optional.empty(), Map.of()),
        "lavra/shop/gold.pages",
        folder,
        folder,
        Optional.empty(),
        Map.of(),
        Circumstances.NONE,
        1,
        "run",
        LocalDate.EPOCH,
        Map.of());
  }

  private static Manifest manifest(Counts counts) {
    return new Manifest(
        "gold.pages", "run", List.of(), List.of(), List.of(), counts, Map.of(), Map.of(), null);
  }

  /** The tables whose rows are not all accounted for. */
  private static List<String> open(Said said) {
    assertEquals(0, said.exit());
    List<String> open = new ArrayList<>();
    for (JsonNode table : said.json().get("tables")) {
      long parts =
          table.get("rows_published").asLong()
              + table.get("rows_quarantined").asLong()
              + table.get("rows_deduplicated").asLong()
              + table.get("rows_filtered").asLong();
      if (parts != table.get("rows_read").asLong()) {
        open.add(table.toString());
      }
    }
    return open;
  }

  private static String sum(JsonNode table) {
    return "%s = %s + %s + %s + %s"
        .formatted(
            table.get("rows_read"),
            table.get("rows_published"),
            table.get("rows_quarantined"),
            table.get("rows_deduplicated"),
            table.get("rows_filtered"));
  }
}
