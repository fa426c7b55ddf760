package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers see of a small lake that ran, was blocked, and keeps rows back. */
class DocsTest {
  private static SmallLake lake = new SmallLake(Path.of(""));
  private static Path site = Path.of("");

  @BeforeAll
  static void run(@TempDir Path folder) {
    lake =
        SmallLake.shop(folder)
            .edit(
                "silver/stg_orders.yaml",
                "customer: { from: Customer, type: string, case: lower }",
                "customer: { from: Customer, type: string, case: lower, pii: true }")
            .edit(
                "silver/stg_clicks.yaml",
                "page: { type: string }",
                "page: { type: string, description: What was looked at }")
            .with(
                "gold/pages.yaml",
                """
                description: How often each page was looked at
                sql: pages.sql
                expectations:
                  - expect_column_values_to_be_between: { column: views, max_value: 0, severity: warn }
                """);
    assertEquals(0, lake.run("-q").exit());
    lake.with("landing/orders_2.csv", "Order;Customer;Amount;Placed\n9;Zoe;-5,00;2026-02-01\n");
    assertEquals(3, lake.run("-q").exit());
    Said said = lake.lavra("docs");
    assertEquals(0, said.exit(), said::err);
    site = folder.resolve(".lake/docs");
    assertEquals(site.resolve("index.html") + "\n", said.out());
  }

  @Test
  void homeTellsWhatNeedsALook() throws IOException {
    Document home = page("index.html");
    assertEquals(
        "blocked silver.stg_orders since TIME amount: 1 of 3 values (33.33 %) is outside 0 …, expected none Readers go on seeing version 0 of TIME, 2 rows. Behind it: gold.by_customer, skipped",
        home.select(".troubles > li")
            .get(0)
            .text()
            .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5}", "TIME"));
    assertTrue(
        home.select(".troubles > li").get(1).text().startsWith("warns gold.pages views: 2 of 2"));
    assertEquals(2, home.select(".troubles > li").size());
    assertEquals(
        "pages How often each page was looked at warns 2 0 / 1 –",
        home.select("#layer-gold ~ div tbody tr")
            .get(1)
            .text()
            .replaceFirst(" [0-9-]+ [0-9:]+$", ""));
  }

  @Test
  void aTablesPageTellsItsColumnsAndWhereTheyComeFrom() throws IOException {
    Document page = page("tables/silver.stg_orders.html");
    assertEquals("customer personal", page.select("table.columns tbody th").get(1).text());
    assertTrue(page.select("#c1").text().startsWith("order_id bigint bronze.orders.Order"));
    assertTrue(page.select("#c3").text().startsWith("amount decimal(12,2) bronze.orders.Amount"));
    assertEquals(
        "bronze.orders.html", page.select(".flow dd a").attr("href").replace("../tables/", ""));
  }

  @Test
  void personalValuesAreHiddenWhereverTheyAre() throws IOException {
    Document page = page("tables/silver.stg_orders.html");
    assertTrue(page.select(".kept").text().contains("Customer hidden"), page.select(".kept")::text);
    assertTrue(page.select(".kept").text().contains("Order x"), page.select(".kept")::text);
    assertEquals(
        "Customer personal",
        page("tables/bronze.orders.html").select("table.columns th:has(.class)").text());
    for (String text : files().values()) {
      assertFalse(text.contains("Eva"), "a customer's name");
    }
  }

  @Test
  void anExpectationThatWarnsShowsRows() throws IOException {
    Document page = page("tables/gold.pages.html");
    assertEquals("fail", page.select("table.checks .badge").text());
    assertEquals("page /a views 1", page.select(".examples li").get(0).text());
    assertEquals("warns", page.select("table.checks tbody td:last-child").get(0).text());
  }

  @Test
  void versionsAndMetricsAreToldRunByRun() throws IOException {
    assertEquals(2, page("tables/bronze.orders.html").select("table.versions tbody tr").size());
    assertEquals(1, page("tables/silver.stg_orders.html").select("table.versions tbody tr").size());
    assertTrue(
        page("tables/bronze.orders.html")
            .select(".chart")
            .get(0)
            .text()
            .startsWith("Rows published 1 ▼ 3"));
  }

  @Test
  void equalLakesMakeEqualSites() throws IOException {
    SortedMap<String, String> before = files();
    assertEquals(0, lake.lavra("docs", "-q").exit());
    assertEquals(before, files());
  }

  @Test
  void aFolderThatIsNoSiteIsNotWrittenOver() {
    Said said = lake.lavra("docs", "--to", lake.folder().resolve("landing").toString());
    assertEquals(2, said.exit());
    assertTrue(said.err().contains("holds something that is no site of Lavra"), said::err);
  }

  private static Document page(String file) throws IOException {
    return Jsoup.parse(Files.readString(site.resolve(file)));
  }

  private static SortedMap<String, String> files() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(site)) {
      all.filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  files.put(site.relativize(file).toString(), Files.readString(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return files;
  }
}
