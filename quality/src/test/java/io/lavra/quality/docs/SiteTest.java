package io.lavra.quality.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of records made up for the test. */
class SiteTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String EVIL =
      "</script>\"'><img src=x onerror=\"alert(1)\">\u202e\u0000${1}";

  @Test
  void aLakeWithoutTablesSaysSo() {
    SortedMap<String, String> files = Site.files(lake());
    assertTrue(text(files, "index.html").contains("No run has published anything yet."));
    assertTrue(text(files, "index.html").contains("This lake has no gold tables."));
    assertTrue(text(files, "lineage.html").contains("This lake has no tables yet."));
  }

  @Test
  void aTableThatWasNeverBuiltTellsWhatIsPlanned() {
    String page = text(Site.files(lake(planned("gold.new"))), "tables/gold.new.html");
    assertTrue(page.contains("new not built yet Nobody has described this table yet."), page);
    assertTrue(page.contains("Nothing is published yet."), page);
  }

  @Test
  void verdictsAreSaidInWords() {
    TableDocs blocked = table("silver.a", List.of(), "blocked", "amount: 1 of 4 values is null");
    TableDocs skipped = table("gold.b", List.of("silver.a"), "skipped", "silver.a is blocked");
    Document home = page(Site.files(lake(blocked, skipped)), "index.html");
    assertEquals(
        List.of(
            "blocked silver.a since 2026-01-31 12:00 amount: 1 of 4 values is null Readers go on seeing version 0 of 2026-01-31 12:00, 4 rows. Behind it: gold.b, skipped"),
        home.select(".troubles > li").eachText());
    assertEquals(
        "1 table needs a look, 1 waits behind it Of these, readers go on seeing the last good version, where there is one.",
        home.select(".say > div").text());
  }

  @Test
  void textIsNeverMarkup() {
    TableDocs evil =
        new TableDocs(
            "silver." + EVIL,
            EVIL,
            EVIL,
            EVIL,
            List.of(new TableDocs.Fact("Made by", EVIL)),
            Optional.of(EVIL),
            List.of(EVIL, "silver." + EVIL),
            List.of(column(EVIL, false, new Origin("silver." + EVIL, EVIL, "as it is", true))),
            List.of(new Origin(EVIL, EVIL, "filter", false)),
            Optional.of(new TableDocs.Published(1, NOON, 1, 1, 1)),
            List.of(new TableDocs.LastRun(EVIL, NOON, EVIL, EVIL, 1, 1, 0, 0, 0, 1)),
            List.of(
                new CheckDocs(
                    EVIL,
                    EVIL,
                    EVIL,
                    "warn",
                    CheckDocs.Outcome.FAIL,
                    EVIL,
                    EVIL,
                    List.of(new Example(EVIL, List.of(Example.Cell.of(EVIL, EVIL)))))),
            List.of(
                new TableDocs.Kept(
                    EVIL, 1, List.of(new Example(EVIL, List.of(Example.Cell.hidden(EVIL)))))),
            List.of(new Series(EVIL, List.of(new Series.Point(EVIL, NOON, 1)))),
            List.of(new TableDocs.Version(1, NOON, EVIL, EVIL, 1, EVIL)));
    SortedMap<String, String> files =
        Site.files(new LakeDocs(EVIL, ZoneId.of("UTC"), List.of(evil)));
    for (String file : files.keySet()) {
      assertTrue(file.matches("(tables/)?[a-zA-Z0-9._-]+"), file);
      if (file.endsWith(".html")) {
        Document page = page(files, file);
        assertEquals(0, page.select("img, [onerror]").size(), file);
        assertEquals(3, page.select("script").size(), file);
        assertTrue(
            page.text().contains("<img src=x onerror=\"alert(1)\">\\u202e\\u0000${1}"), file);
      }
    }
    assertFalse(Objects.requireNonNull(files.get("search.js")).contains("\u202e"));
  }

  @Test
  void personalValuesAreNotInTheSite() {
    TableDocs table =
        with(
            table("silver.people", List.of(), "published", ""),
            List.of(
                new TableDocs.Kept(
                    "age: not a number",
                    7,
                    List.of(
                        new Example(
                            "people.csv:3",
                            List.of(Example.Cell.hidden("name"), Example.Cell.of("age", "x")))))));
    Document page = page(Site.files(lake(table)), "tables/silver.people.html");
    assertEquals("age: not a number 7 rows", page.select(".kept h3").text());
    assertEquals("people.csv:3 name hidden age x", page.select(".examples li").text());
  }

  @Test
  void lineageRunsFromLeftToRightAndSaysTheSameInWords() {
    TableDocs raw = table("bronze.raw", List.of(), "published", "", column("ITEM", false));
    TableDocs items =
        table(
            "silver.items",
            List.of("bronze.raw"),
            "published",
            "",
            column("item", true, new Origin("bronze.raw", "ITEM", "as it is", true)));
    TableDocs top =
        table(
            "gold.top",
            List.of("silver.items", "bronze.raw"),
            "published",
            "",
            column("items", false, new Origin("silver.items", "item", "aggregated", true)));
    LakeDocs lake = lake(top, items, raw);
    Graph graph = DrawGraph.columns(lake);
    assertEquals(
        List.of("bronze.raw", "silver.items", "gold.top"),
        graph.boxes().stream().map(box -> box.table().name()).toList());
    assertTrue(graph.boxes().get(0).x() < graph.boxes().get(1).x());
    assertTrue(graph.boxes().get(1).x() < graph.boxes().get(2).x());
    assertEquals(2, graph.curves().size());
    assertEquals(3, DrawGraph.tables(lake).curves().size());
    Document page = page(Site.files(lake), "lineage.html");
    assertEquals(
        "items silver.items.item aggregated",
        page.select("details.words").get(2).select("tbody tr").text());
    assertEquals(
        "tables/silver.items.html#c1",
        page.select("details.words").get(2).select("tbody a").attr("href"));
  }

  @Test
  void boxesDoNotOverlap() {
    List<Layout.Box> boxes = new java.util.ArrayList<>();
    List<Layout.Link> links = new java.util.ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boxes.add(new Layout.Box("t" + i, i / 15, 20 + i % 7 * 10));
      for (int j : new int[] {i / 15 * 15 - 1 - i % 11, i / 2 - 8}) {
        if (j >= 0 && j / 15 < i / 15) {
          links.add(new Layout.Link("t" + j, "t" + i));
        }
      }
    }
    Stack stack = Stack.of(boxes, links, 10);
    for (Layout.Box one : boxes) {
      for (Layout.Box other : boxes) {
        if (one.rank() == other.rank() && !one.id().equals(other.id())) {
          double above = Math.min(stack.top(one.id()), stack.top(other.id()));
          double height = above == stack.top(one.id()) ? one.height() : other.height();
          double below = Math.max(stack.top(one.id()), stack.top(other.id()));
          assertTrue(above + height + 9.9 <= below, one.id() + " and " + other.id());
        }
      }
    }
  }

  @Test
  void equalRecordsMakeEqualFiles() {
    TableDocs one = table("silver.a", List.of(), "published", "");
    TableDocs other = table("gold.b", List.of("silver.a"), "published", "");
    assertEquals(Site.files(lake(one, other)), Site.files(lake(other, one)));
  }

  @Test
  void pagesOfTablesThatAreGoneGoToo(@TempDir Path folder) throws IOException {
    WriteSite.write(lake(planned("silver.a"), planned("silver.b")), folder);
    WriteSite.write(lake(planned("silver.b")), folder);
    assertFalse(Files.exists(folder.resolve("tables/silver.a.html")));
    assertTrue(Files.exists(folder.resolve("tables/silver.b.html")));
  }

  @Test
  void aFolderWithSomethingElseIsLeftAlone(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("index.html"), "mine");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> WriteSite.write(lake(), folder));
    assertTrue(String.valueOf(e.getMessage()).contains("holds something that is no site of Lavra"));
    assertEquals("mine", Files.readString(folder.resolve("index.html")));
  }

  @Test
  void expectationsReadAsSentences() {
    assertEquals("values are not null", Shown.sentence("expect_column_values_to_not_be_null"));
    assertEquals("values are between", Shown.sentence("expect_column_values_to_be_between"));
    assertEquals(
        "values do not match regex", Shown.sentence("expect_column_values_to_not_match_regex"));
    assertEquals("row count is between", Shown.sentence("expect_table_row_count_to_be_between"));
    assertEquals("IsComplete \"a\"", Shown.sentence("IsComplete \"a\""));
  }

  private static LakeDocs lake(TableDocs... tables) {
    return new LakeDocs("shop", ZoneId.of("UTC"), List.of(tables));
  }

  private static TableDocs planned(String name) {
    return new TableDocs(
        name,
        "sql",
        "",
        "gold/new.yaml",
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static TableDocs table(
      String name, List<String> reads, String status, String reason, ColumnDocs... columns) {
    return new TableDocs(
        name,
        "sql",
        "",
        "a.yaml",
        List.of(),
        Optional.empty(),
        reads,
        List.of(columns),
        List.of(),
        Optional.of(new TableDocs.Published(0, NOON, 4, 100, 1)),
        List.of(new TableDocs.LastRun("r", NOON, status, reason, 4, 4, 0, 0, 0, 1)),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static TableDocs with(TableDocs table, List<TableDocs.Kept> kept) {
    return new TableDocs(
        table.name(),
        table.kind(),
        table.description(),
        table.file(),
        table.making(),
        table.sql(),
        table.reads(),
        table.columns(),
        table.rowOrigins(),
        table.published(),
        table.runs(),
        table.checks(),
        kept,
        table.series(),
        table.versions());
  }

  private static ColumnDocs column(String name, boolean personal, Origin... origins) {
    return new ColumnDocs(name, "string", "", personal, false, false, List.of(origins));
  }

  private static String text(SortedMap<String, String> files, String file) {
    return page(files, file).text();
  }

  private static Document page(SortedMap<String, String> files, String file) {
    return Jsoup.parse(Objects.requireNonNull(files.get(file), file));
  }
}
