package io.lavra.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.embed.SearchIndex.Entry;
import io.lavra.embed.SearchIndex.Hit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchIndexTest {
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("a", "Safety", "A harness for climbing towers.", new float[] {1, 0}),
          new Entry("b", "", "Ropes and belts keep people from falling.", new float[] {0.8f, 0.6f}),
          new Entry("c", "StockPolicy", "int reorderPoint(stock_level)", new float[] {0, 1}),
          new Entry("d", "io.lavra.Forecast", "A previs\u00e3o mensal", new float[] {0, -1}),
          new Entry("e", "", "No vector, only zeppelin.", new float[0]));

  @Test
  void aTextIsFoundByItsWordsAndItsNeighbours() {
    assertEquals(List.of("a", "b", "c", "d"), ids(ENTRIES, "climbing HARNESS", 10));
    assertEquals(List.of("a"), ids(ENTRIES, "safety", 1));
    assertEquals(List.of("e"), ids(ENTRIES, "zeppelin", 10));
  }

  @Test
  void identifiersAreFoundByTheirParts() {
    for (String query : List.of("policy", "stockpolicy", "StockPolicy", "reorder point", "level")) {
      assertEquals(List.of("c"), ids(ENTRIES, query, 1), query);
    }
    for (String query :
        List.of("forecast", "lavra", "io.lavra.Forecast", "previsao", "PREVIS\u00c3O")) {
      assertEquals(List.of("d"), ids(ENTRIES, query, 1), query);
    }
  }

  @Test
  void anyTextIsAQuery() {
    for (String query :
        List.of(
            "",
            " ",
            "AND OR NOT",
            "\"",
            "a:b AND [* TO \\",
            "((",
            "*",
            "\uD800",
            "\0",
            "x".repeat(99_999))) {
      assertEquals(List.of(), ids(ENTRIES.subList(2, 3), query, 10), query);
    }
    assertEquals(List.of("a"), ids(ENTRIES, "harness) AND (\"tower", 1));
    assertEquals(List.of("a"), ids(ENTRIES, "harness " + "w ".repeat(5_000), 1));
  }

  @Test
  void theOrderOfTheEntriesDoesNotMatter() {
    List<Entry> shuffled = new ArrayList<>(ENTRIES);
    Collections.reverse(shuffled);
    assertEquals(hits(ENTRIES, "a harness", 10), hits(shuffled, "a harness", 10));
    assertEquals(List.of(), ids(List.of(), "harness", 10));
  }

  private static List<String> ids(List<Entry> entries, String query, int limit) {
    return hits(entries, query, limit).stream().map(Hit::id).toList();
  }

  private static List<Hit> hits(List<Entry> entries, String query, int limit) {
    try (SearchIndex index = new SearchIndex(entries)) {
      return index.search(query, limit);
    }
  }
}
