package io.lavra.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableTransform;
import io.lavra.table.job.RunsTransform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final TableSchema DOCUMENTS =
      TableSchema.of(
          new Column("path", ColumnType.STRING),
          new Column("title", ColumnType.STRING),
          new Column("section", ColumnType.INT),
          new Column("heading", ColumnType.STRING),
          new Column("text", ColumnType.STRING));

  @Test
  void documentsBecomeChunksUnderTheirHeadings() throws Exception {
    TableTransform.Prepared chunk =
        new Chunk()
            .prepare(
                Map.of("words", 22, "overlap", 4),
                Map.of("documents", DOCUMENTS),
                Optional.empty());
    String ten = "One two three four five six seven eight nine ten.";
    List<Row> rows =
        RunsTransform.rows(
            chunk,
            List.of(
                "CREATE TABLE documents (path TEXT, title TEXT, section INT, heading TEXT, text TEXT)",
                "INSERT INTO documents VALUES "
                    + "('b.txt', 'b', 1, '', 'world.'), ('b.txt', 'b', 0, '', 'Hello'),"
                    + "('a.md', 'A', 1, 'A', '%s Yes it is.'), ('a.md', 'A', 2, 'A > B', ''),"
                        .formatted(ten)
                    + "('a.md', 'A', 3, 'A > C', '%s %s End.'), ('c.md', 'c', 0, '', NULL)"
                        .formatted(ten, ten)));
    assertEquals(
        List.of(
            List.of("a.md", "A", "A", 0, ten + " Yes it is.", 13),
            List.of("a.md", "A", "A > C", 1, ten + " " + ten, 20),
            List.of("a.md", "A", "A > C", 2, "End.", 1),
            List.of("b.txt", "b", "", 0, "Hello\n\nworld.", 2)),
        rows.stream()
            .sorted(
                Comparator.comparing((Row row) -> row.getString("path"))
                    .thenComparing(row -> row.getInt32("position")))
            .map(row -> row.getValues().subList(1, 7))
            .toList());
    assertEquals(4, rows.stream().map(row -> row.getString("chunk_id")).distinct().count());
  }

  @Test
  void theLastSentencesAreRepeated() {
    assertEquals(
        List.of("A a a a. B b b. C c.", "C c. D d d d d. E."),
        new Passages(12, 4).of("A a a a. B b b. C c. D d d d d. E."));
  }

  @Test
  void everyWordIsCoveredAndEveryPassageIsVerbatim() {
    Random random = new Random(7);
    String[] ends = {" ", " ", " ", " ", ". ", "\n", "\n\n", "! ", "\n \n\t"};
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(300);
      for (int word = 0; word < words; word++) {
        text.append("w").append(word);
        text.append("x".repeat(random.nextInt(20) == 0 ? random.nextInt(60) : 0));
        text.append(ends[random.nextInt(ends.length)]);
      }
      Passages passages = new Passages(20 + random.nextInt(30), random.nextInt(10));
      assertCovered(text.toString(), passages);
    }
  }

  private static void assertCovered(String text, Passages passages) {
    List<String> missing =
        new ArrayList<>(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
    for (String passage : passages.of(text)) {
      assertTrue(text.contains(passage));
      assertTrue(Passages.countWords(passage) <= passages.words());
      missing.removeAll(List.of(passage.split("\\s+")));
    }
    assertEquals(List.of(), missing);
  }
}
