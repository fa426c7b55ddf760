package io.lavra.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.table.Counts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class JsonFilesTest {
  private static final FileFormat LINES = new FileFormat.JsonLines("UTF-8");
  private static final FileFormat DOCUMENT = new FileFormat.Json("UTF-8");

  @TempDir Path folder;

  @Test
  void aKeyOfBlanksAloneHasAColumn() throws Exception {
    Landing landing =
        new Landing(folder, LINES).with("a.jsonl", "{\"\u2028\":1,\"\":2,\"\\u2003 \":3}\n");
    landing.ingest();
    assertEquals(List.of("column_1", "column_2", "column_3"), landing.columns());
    assertEquals(List.of("1|1|2|3|~"), landing.rows());
  }

  @Test
  void valuesArriveAsTextAndNestedOnesAsJson() throws Exception {
    Landing landing =
        new Landing(folder, LINES)
            .with(
                "a.jsonl",
                """
                {"id":1,"name":"Válvula \\"½\\" \\ud83d\\ude00","ok":true,"tags":["a",{"b":1.5}],"at":null}
                {"name":"","id":123456789012345678901234567890,"at":{"x":[]}}
                """)
            .with("b.jsonl.gz", "{\"id\":-0.25}\r\n{\"id\":1e400}")
            .ingest();
    assertEquals(List.of("id", "name", "ok", "tags", "at"), landing.columns());
    assertEquals(
        List.of(
            "1|1|Válvula \"½\" 😀|true|[\"a\",{\"b\":1.5}]|~|~",
            "2|123456789012345678901234567890||~|~|{\"x\":[]}|~",
            "1|-0.25|~|~|~|~|~",
            "2|1e400|~|~|~|~|~"),
        landing.rows());
  }

  @Test
  void linesThatAreNoObjectsAreKeptBackAndCountedIn() throws Exception {
    Landing landing =
        new Landing(folder, LINES)
            .with(
                "a.jsonl",
                "[1,2]\n{\"a\":1}\n\nnonsense\n{\"a\":2}\n\"text\"\n  \n{\"a\":3,\n3\n{\"a\":4}")
            .with("b.jsonl", "{\"a\":5}\n")
            .ingest();
    assertEquals(List.of("2|1|~", "5|2|~", "10|4|~", "1|5|~"), landing.rows());
    assertEquals(
        List.of(
            "1|not a JSON object|[1,2]",
            "4|not a JSON object|nonsense",
            "6|not a JSON object|\"text\"",
            "7|not a JSON object|  ",
            "8|not a JSON object|{\"a\":3,",
            "9|not a JSON object|3"),
        landing.rejects());
    assertEquals(new Counts(10, 4, 6, 0, 0), landing.last().counts());
  }

  @Test
  void bytesAndLineEndsThatEndAReaderCostTheirLine() throws Exception {
    String text =
        "\uFEFF{\"a\":1}\r\n{\"a\":\"x\u0001y\"}\n{\"a\":2}\n\n{\"a\":\"caf\u00e9\"}\nbad\n{\"a\":3}\r{\"a\":4}";
    byte[] bytes = text.replace("\uFEFF", "ï»¿").getBytes(ISO_8859_1);
    Landing landing = new Landing(folder, LINES).with("a.jsonl", bytes).ingest();
    assertEquals(List.of("1|1|~", "3|2|~", "7|3|~", "8|4|~"), landing.rows());
    assertEquals(
        List.of(
            "2|not a JSON object|{\"a\":\"x\u0001y\"}",
            "5|not UTF-8 text|{\"a\":\"caf\\xE9\"}",
            "6|not a JSON object|bad"),
        landing.rejects());
    assertEquals(new Counts(7, 4, 3, 0, 0), landing.last().counts());
  }

  @Test
  void keysTheTableDoesNotKnowAreRescued() throws Exception {
    String known = "{\"a\":1,\"b\":2}\n".repeat(20_000);
    Landing landing =
        new Landing(folder, LINES)
            .with(
                "a.jsonl",
                known
                    + """
                    {"a":1,"c~/d\\"'":[1],"e":{"f":null},"A":7}
                    {"a":1,"x":1,"x":2}
                    {"a":1,"a":2,"b":3}
                    {"b":1,"a":2}
                    """)
            .ingest();
    assertEquals(List.of("a", "b"), landing.columns());
    assertEquals(
        List.of(
            "20001|1|~|{\"c~/d\\\"'\":[1],\"e\":{\"f\":null},\"A\":7}",
            "20002|1|~|{\"a\":1,\"x\":1,\"x\":2}",
            "20003|1|3|{\"a\":1,\"a\":2,\"b\":3}",
            "20004|2|1|~"),
        landing.rows().subList(20_000, 20_004));
  }

  @Test
  void keysThatDifferInCaseAreColumnsOfTheirOwn() throws Exception {
    Landing landing =
        new Landing(folder, LINES)
            .with("a.jsonl", "{\"Id\":1,\"id\":2,\"\":3,\"a/b~c\":4,\"year\":5,\"q\\\"'\":6}\n")
            .ingest();
    assertEquals(List.of("Id", "id_2", "column_3", "a/b~c", "year_", "q\"'"), landing.columns());
    landing.with("b.jsonl", "{\"ID\":9,\"id\":8}\n").ingest();
    assertEquals(List.of("1|1|2|3|4|5|6|~|~", "1|~|8|~|~|~|~|9|~"), landing.rows());
  }

  @Test
  void objectsWithoutKeysAreRows() throws Exception {
    Landing landing = new Landing(folder, LINES).with("a.jsonl", "{}\n{}\n").ingest();
    assertEquals(List.of("1|~", "2|~"), landing.rows());
    landing.with("b.jsonl", "").with("c.jsonl", "\n\n").ingest();
    assertEquals(new Counts(0, 0, 0, 0, 0), landing.last().counts());
  }

  @Test
  void documentsAreArraysOrObjectsInARow() throws Exception {
    Landing landing =
        new Landing(folder, DOCUMENT)
            .with("a.json", "\uFEFF[{\"a\":1},\n {\"a\":{\"b\":[12345678901234567890123]}}]")
            .with("b.json", "{\"a\":3}{\"a\":4}\n{\n  \"a\": 5,\n  \"c\": 6\n}\n")
            .with("c.json", "[]")
            .with("d.json", "")
            .with("e.json", "[{\"a\":7}] [{\"a\":8}]")
            .with("f.json.gz", "{\"a\":9}")
            .ingest();
    assertEquals(
        List.of(
            "1|1|~|~",
            "2|{\"b\":[12345678901234567890123]}|~|~",
            "1|3|~|~",
            "2|4|~|~",
            "3|5|6|~",
            "1|7|~|~",
            "2|8|~|~",
            "1|9|~|~"),
        landing.rows());
  }

  @Test
  void partsOfADocumentThatAreNoObjectsAreKeptBack() throws Exception {
    Landing landing =
        new Landing(folder, DOCUMENT)
            .with("a.json", "[1,{\"a\":1},\"x\",null,{\"a\":2},true]")
            .ingest();
    assertEquals(List.of("2|1|~", "5|2|~"), landing.rows());
    assertEquals(
        List.of(
            "1|not a JSON object|1",
            "3|not a JSON object|\"x\"",
            "4|not a JSON object|null",
            "6|not a JSON object|true"),
        landing.rejects());
    assertEquals(new Counts(6, 2, 4, 0, 0), landing.last().counts());
  }

  @Test
  void aBrokenDocumentIsKeptBackWhole() throws Exception {
    Landing landing =
        new Landing(folder, DOCUMENT)
            .with("a.json", "[{\"a\":1},{\"a\":")
            .with("b.json", "{\"a\":\"\u00e9\"}".getBytes(ISO_8859_1))
            .with("c.json", "{\"a\":2}")
            .ingest();
    assertEquals(List.of("1|2|~"), landing.rows());
    assertEquals(
        List.of("[{\"a\":1},{\"a\":", "{\"a\":\"\\xE9\"}"),
        landing.rejects().stream().map(row -> row.substring(row.lastIndexOf('|') + 1)).toList());
    assertEquals(
        List.of("1|not a JSON document", "1|not a JSON document"),
        landing.rejects().stream().map(row -> row.substring(0, row.indexOf(':'))).toList());
    assertEquals(new Counts(3, 1, 2, 0, 0), landing.last().counts());
  }

  /** Lines made at random: what is read and kept back is what was written, at its line. */
  @Test
  void anyLineIsReadOrKeptBack() throws Exception {
    Random random = new Random(11);
    Landing landing = new Landing(folder, LINES);
    List<String> rows = new ArrayList<>();
    List<String> rejects = new ArrayList<>();
    for (int file = 0; file < 12; file++) {
      StringBuilder text = new StringBuilder("{\"a\":0}\n");
      rows.add("1|0|~");
      for (int line = 2; line < 60; line++) {
        int value = random.nextInt(1000);
        switch (random.nextInt(8)) {
          case 0 -> text.append("\n");
          case 1 -> {
            text.append("bad").append(value).append("\n");
            rejects.add(line + "|not a JSON object|bad" + value);
          }
          case 2 -> {
            String raw = value + (file % 2 == 0 ? "\u0001x" : "");
            text.append(raw).append("\n");
            rejects.add(line + "|not a JSON object|" + raw);
          }
          default -> {
            text.append("{\"a\":").append(value).append("}\n");
            rows.add(line + "|" + value + "|~");
          }
        }
      }
      landing.with("f%02d.jsonl".formatted(file), text.toString());
    }
    landing.ingest();
    assertEquals(rows, landing.rows());
    assertEquals(rejects, landing.rejects());
  }
}
