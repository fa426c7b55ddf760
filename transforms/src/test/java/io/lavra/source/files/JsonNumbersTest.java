package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.table.Counts;
import io.lavra.table.duckdb.DuckDb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class JsonNumbersTest {
  private static final FileFormat LINES = new FileFormat.JsonLines("UTF-8");
  private static final FileFormat DOCUMENT = new FileFormat.Json("UTF-8");

  private static final List<String> NUMBERS =
      List.of(
              "99999999999999.99 123456789012345678.12 1E2 1.10 -0 -0.0 0.0 0.10 1e999 -1e-999 1.0 10.00",
              "0.00001 0.0000001 123456789.123456 123456789012345.0 1e0 18446744073709551616 9007199254740993.0",
              "1.7976931348623159e308 4.9E-324 0.1 100000000000000000000000 -5.50 2.675 1e+5 5e-05")
          .stream()
          .flatMap(some -> List.of(some.split(" ")).stream())
          .toList();

  @TempDir Path folder;

  private record Line(String text, String number, String nested) {}

  private static String number(Random random) {
    if (random.nextInt(4) == 0) {
      return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    text.append(random.nextInt(3) == 0 ? "0" : 1 + random.nextInt(9) + digits(random, 18));
    if (random.nextInt(3) > 0) {
      text.append('.').append("0".repeat(random.nextInt(3) == 0 ? random.nextInt(8) : 0));
      text.append(random.nextInt(10)).append(digits(random, 18));
    }
    if (random.nextInt(5) == 0) {
      text.append(random.nextBoolean() ? "e" : "E")
          .append(List.of("", "+", "-").get(random.nextInt(3)));
      text.append(random.nextInt(400));
    }
    return text.toString();
  }

  private static String digits(Random random, int most) {
    StringBuilder digits = new StringBuilder();
    for (int i = random.nextInt(random.nextBoolean() ? 3 : most); i > 0; i--) {
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private static Line line(Random random) {
    String number = number(random);
    String blank = random.nextBoolean() ? " " : "";
    String end = List.of("", " ", "  ").get(random.nextInt(3));
    String inner = number(random);
    String nested =
        List.of("{'x':[%1$s,'%1$s,']}", "[%1$s]", "[1,%1$s,true]", "{'%1$s':%1$s}")
            .get(random.nextInt(4))
            .formatted(inner)
            .replace('\'', '"');
    String text =
        "{\"a\":%1$s%2$s%3$s,\"n\":%1$s%4$s,\"s\":\"\\\"%2$s, %5$s}\"%3$s}"
            .formatted(blank, number, end, nested.replace(",", blank + "," + end), inner);
    return new Line(text, number, nested.replace(",\"]", blank + "," + end + "\"]"));
  }

  /** What passes for exact is exact: the way that keeps numbers is taken whenever it must be. */
  @Test
  void noNumberThatDuckDbChangesIsTakenForExact() {
    Random random = new Random(3);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      lines.add(line(random));
      String number = number(random);
      lines.add(new Line("{\"a\":" + number + ",\"n\":\"x\"}", number, "x"));
      lines.add(
          new Line("{\"a\": " + number + ", \"n\": [" + number + "]}", number, "[" + number + "]"));
    }
    try (DuckDb duckDb = DuckDb.withoutFiles()) {
      duckDb.execute("CREATE TABLE t (line VARCHAR, a VARCHAR, n VARCHAR)");
      for (int i = 0; i < lines.size(); i += 1000) {
        duckDb.execute(
            lines.subList(i, i + 1000).stream()
                .map(
                    l ->
                        "(%s, %s, %s)"
                            .formatted(literal(l.text), literal(l.number), literal(l.nested)))
                .collect(Collectors.joining(", ", "INSERT INTO t VALUES ", "")));
      }
      String plain = JsonLine.plain(List.of("a", "n"));
      String exact = "(" + JsonLine.inexact("NOT " + plain) + " = 0)";
      assertEquals(
          List.of(),
          duckDb.rows(
              "SELECT line, json_extract_string(line, ['/a', '/n']) FROM t GROUP BY line, a, n HAVING "
                  + exact
                  + " AND json_extract_string(line, ['/a', '/n']) <> [a, n]"));
      assertEquals(
          "true true",
          duckDb.text(
              "SELECT concat_ws(' ', count(*) FILTER (x) > 1000, count(*) FILTER (NOT x) > 1000) FROM (SELECT %s AS x FROM t GROUP BY line)"
                  .formatted(exact)));
    }
  }

  @Test
  void everyNumberArrivesAsItIsWritten() throws Exception {
    Random random = new Random(5);
    Landing lines = new Landing(folder.resolve("lines"), LINES);
    Landing document = new Landing(folder.resolve("document"), DOCUMENT);
    List<String> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 1000; i++) {
      Line line = line(random);
      text.append(line.text).append('\n');
      expected.add(i + "|" + line.number + "|" + line.nested);
    }
    lines.with("a.jsonl", text.toString()).ingest();
    assertEquals(expected, firsts(lines));
    document.with("a.json", text.toString()).ingest();
    assertEquals(expected, firsts(document));
    document.with("b.json", "[" + text.toString().strip().replace("\n", ",\n") + "]").ingest();
    expected.addAll(List.copyOf(expected));
    assertEquals(expected, firsts(document));
  }

  private static List<String> firsts(Landing landing) throws Exception {
    return landing.rows().stream().map(row -> row.replaceAll("\\|\"[^|]*\\|~$", "")).toList();
  }

  @Test
  void numbersOfKeysTheTableDoesNotKnowAreKeptToo() throws Exception {
    Landing landing =
        new Landing(folder, LINES)
            .with(
                "a.jsonl",
                "{\"a\":1}\n".repeat(33_000)
                    + """
                    {"a":1.10,"b":1.10,"c":{"d":[1E2,"1E2"]},"e":"1.10"}
                    {"a":2.50,"a":3.50}
                    1.10
                    {"a":1.10,}
                    {"a":nan}
                    {1.10:2}
                    {"a":NaN,"b":[-Infinity,1.0]}
                    {"a":00}
                    """)
            .ingest();
    assertEquals(
        List.of(
            "33001|1.10|{\"b\":1.10,\"c\":{\"d\":[1E2,\"1E2\"]},\"e\":\"1.10\"}",
            "33002|2.50|{\"a\":2.50,\"a\":3.50}",
            "33007|NaN|{\"b\":[-Infinity,1.0]}"),
        landing.rows().subList(33_000, 33_003));
    assertEquals(
        List.of(
            "33003|not a JSON object|1.10",
            "33004|not a JSON object|{\"a\":1.10,}",
            "33005|not a JSON object|{\"a\":nan}",
            "33006|not a JSON object|{1.10:2}",
            "33008|not a JSON object|{\"a\":00}"),
        landing.rejects());
    assertEquals(new Counts(33_008, 33_003, 5, 0, 0), landing.last().counts());
  }

  @Test
  void aDocumentWithWhatJsonDoesNotHaveIsKeptBackWhole() throws Exception {
    Landing landing =
        new Landing(folder, DOCUMENT)
            .with("a.json", "[{\"a\":[1.10,]}]")
            .with("b.json", "[{\"a\":1.10},1.10,null,{\"a\":1.10,\"a\":2.20}]")
            .ingest();
    assertEquals(List.of("1|1.10|~", "4|1.10|{\"a\":1.10,\"a\":2.20}"), landing.rows());
    assertEquals(
        List.of(
            "1|not a JSON document|[{\"a\":[1.10,]}]",
            "2|not a JSON object|1.10",
            "3|not a JSON object|null"),
        landing.rejects());
    assertEquals(new Counts(5, 2, 3, 0, 0), landing.last().counts());
  }
}
