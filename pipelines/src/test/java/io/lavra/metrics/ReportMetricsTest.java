package io.lavra.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave in the text file. */
class ReportMetricsTest {
  private static final String OF_ORDERS =
      "{lake=\"shop\",layer=\"silver\",table=\"silver.stg_orders\",target=\"local\"}";

  private final SmallLake lake;
  private final Path file;

  ReportMetricsTest(@TempDir Path path) {
    lake = SmallLake.shop(path.resolve("shop")).with("lake.yaml", withMetrics("file: out/a.prom"));
    file = lake.folder().resolve("out/a.prom");
  }

  private static String withMetrics(String metrics) {
    return "lake: shop\ntimezone: UTC\nmetrics: { " + metrics + " }\n";
  }

  @Test
  void aRunIsTold() throws IOException {
    Said said = lake.run("--output", "json");
    Map<String, Double> told = told();
    assertEquals(1, of(told, "lavra_run_status", "status=\"published\""));
    assertEquals(0, of(told, "lavra_run_status", "status=\"failed\""));
    assertEquals(6, of(told, "lavra_run_tables", "status=\"published\""));
    assertEquals(4, told.get("lavra_table_rows_read" + OF_ORDERS));
    assertEquals(2, told.get("lavra_table_rows_published" + OF_ORDERS));
    assertEquals(1, told.get("lavra_table_rows_quarantined" + OF_ORDERS));
    assertEquals(1, told.get("lavra_table_rows_deduplicated" + OF_ORDERS));
    assertEquals(0, told.get("lavra_table_rows_filtered" + OF_ORDERS));
    assertEquals(2, told.get("lavra_table_rows" + OF_ORDERS));
    assertEquals(
        lake.table("silver.stg_orders").latest().orElseThrow().timestampMillis() / 1000.0,
        told.get("lavra_table_last_published_timestamp_seconds" + OF_ORDERS));
    assertEquals(93600, of(told, "lavra_stale_after_seconds", "lake=\"shop\""));
    assertEquals(said.json().get("tables").size(), count(told, "lavra_table_declared"));
    assertTrue(
        Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ),
        "the collector is another user");
  }

  @Test
  void aTableThatStaysAsItIsKeepsWhatWasToldOfIt() throws IOException {
    lake.run();
    Map<String, Double> first = told();
    lake.run();
    Map<String, Double> again = told();
    assertEquals(1, of(again, "lavra_run_status", "status=\"unchanged\""));
    assertEquals(6, of(again, "lavra_run_tables", "status=\"unchanged\""));
    for (String family :
        Set.of("rows_read", "duration_seconds", "last_published_timestamp_seconds")) {
      String series = "lavra_table_" + family + OF_ORDERS;
      assertEquals(first.get(series), again.get(series), series);
    }
    String checked = "lavra_table_last_success_timestamp_seconds";
    assertTrue(
        of(again, checked, "stg_orders") > of(first, checked, "stg_orders"),
        "it was found up to date");
  }

  @Test
  void aRunOfOneTableLeavesTheOthersAlone() throws IOException {
    lake.run();
    Map<String, Double> before = told();
    lake.with("landing/clicks_2.jsonl", "{\"customer\":\"eva\",\"page\":\"/c\",\"at\":\"x\"}\n");
    lake.run("--select", "bronze.clicks");
    Map<String, Double> after = told();
    assertEquals(before.keySet(), after.keySet());
    Set<String> changed = new TreeSet<>();
    before.forEach(
        (series, value) -> {
          if (!value.equals(after.get(series)) && series.contains("table=")) {
            changed.add(series.replaceAll(".*table=\"([^\"]*)\".*", "$1"));
          }
        });
    assertEquals(Set.of("bronze.clicks"), changed);
  }

  @Test
  void aGateThatBlocksKeepsTheLastGoodVersionsTime() throws IOException {
    lake.run();
    Map<String, Double> before = told();
    lake.with("landing/orders_2.csv", "Order;Customer;Amount;Placed\n9;Eva;-1,00;2026-01-04\n");
    assertEquals(3, lake.run().exit());
    Map<String, Double> after = told();
    assertEquals(1, of(after, "lavra_run_status", "status=\"blocked\""));
    assertEquals(1, of(after, "lavra_table_status", "stg_orders", "status=\"blocked\""));
    assertEquals(0, of(after, "lavra_table_status", "stg_orders", "status=\"published\""));
    assertEquals(1, of(after, "lavra_table_checks", "stg_orders", "\"fail\",status=\"fail\""));
    assertEquals(1, of(after, "lavra_table_status", "by_customer", "status=\"skipped\""));
    for (String family :
        Set.of("last_published_timestamp_seconds", "last_success_timestamp_seconds", "rows")) {
      String series = "lavra_table_" + family + OF_ORDERS;
      assertEquals(before.get(series), after.get(series), series);
    }
    String success = "lavra_run_last_success_timestamp_seconds{lake=\"shop\",target=\"local\"}";
    assertEquals(before.get(success), after.get(success));
  }

  @Test
  void aTableThatIsNoMoreIsForgotten() throws IOException {
    lake.run();
    Files.delete(lake.folder().resolve("gold/pages.yaml"));
    lake.run();
    assertFalse(Files.readString(file).contains("gold.pages"));
  }

  @Test
  void aRunThatBreaksDownIsTold() throws IOException {
    lake.run();
    Map<String, Double> before = told();
    Path log = lake.folder().resolve(".lake/silver/stg_orders/_delta_log");
    Files.writeString(log.resolve("00000000000000000001.json"), "{no json");
    assertEquals(1, lake.run().exit());
    Map<String, Double> after = told();
    assertEquals(1, of(after, "lavra_run_status", "status=\"failed\""));
    assertEquals(before.keySet(), after.keySet());
  }

  @Test
  void whatAnotherHandLeftInTheFileDoesNotMatter() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        lavra_table_rows{lake="shop",layer="gold",table="gold.pages",target="local"} NaN NaN
        lavra_table_rows{lake="shop",layer="gold",table="gold.pages",target="local"} 1e1e1
        lavra_table_rows{lake="sh\\"op",table="gold.pages",target="local"} 7
        lavra_table_rows{lake="shop",lake="shop",table="gold.pages",target="local"} 7
        lavra_run_duration_seconds{target="local"} 7
        unknown_metric{lake="shop",target="local"} 7
        """
            + "\u0000".repeat(100));
    assertEquals(0, lake.run().exit());
    String text = Files.readString(file);
    assertFalse(
        text.contains("NaN") || text.contains("unknown_metric") || text.contains("\u0000"), text);
    assertEquals(2, of(told(), "lavra_table_rows{", "gold.pages"));
  }

  @Test
  void aGatewayThatIsNotThereIsSaidOnce() {
    lake.with("lake.yaml", withMetrics("pushgateway: \"http://127.0.0.1:1\""));
    Said said = lake.run();
    assertEquals(0, said.exit());
    assertEquals(1, said.err().split("The run's metrics were not pushed", -1).length - 1);
    assertFalse(said.err().contains("\tat "), said.err());
  }

  @Test
  void aGatewayThatNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      lake.with(
          "lake.yaml",
          withMetrics("pushgateway: \"http://127.0.0.1:%d\"".formatted(deaf.getLocalPort())));
      Said said = lake.run("--select", "bronze.orders");
      assertEquals(0, said.exit());
      assertTrue(said.err().contains("The run's metrics were not pushed"), said.err());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(lake.folder().resolve("out"), "a file where a folder should be");
    Said said = lake.run("--select", "bronze.orders");
    assertEquals(0, said.exit());
    assertTrue(said.err().contains("The run's metrics were not written to"), said.err());
  }

  private Map<String, Double> told() throws IOException {
    Map<String, Double> told = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        int blank = line.lastIndexOf(' ');
        told.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
      }
    }
    return told;
  }

  private static double of(Map<String, Double> told, String family, String... parts) {
    return told.entrySet().stream()
        .filter(series -> series.getKey().startsWith(family))
        .filter(series -> Set.of(parts).stream().allMatch(series.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static long count(Map<String, Double> told, String family) {
    return told.keySet().stream().filter(series -> series.startsWith(family)).count();
  }
}
