package io.lavra.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.source.LandingFile;
import io.lavra.source.files.FileFormat.Csv;
import io.lavra.table.Counts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class CsvFilesTest {
  @TempDir Path folder;

  private static final Csv SEMICOLONS = new Csv(";", "\"", "UTF-8", 0, true, List.of());

  @Test
  void everyValueArrivesAsTextWithItsLine() throws Exception {
    Landing landing =
        csv(SEMICOLONS).with("a.csv", "id;name;price\n007;Parafuso;8,00\n008;;\" 9,50 \"\n");
    landing.ingest();
    assertEquals(List.of("2|007|Parafuso|8,00|~", "3|008|~| 9,50 |~"), landing.rows());
    assertEquals(new Counts(2, 2, 0, 0, 0), landing.last().counts());
    assertEquals(
        List.of(folder + "/landing/a.csv|2024-05-06T07:08:09Z|run-1|2024|5|6"),
        landing.workshop.rows(
            landing.table(),
            "SELECT DISTINCT _source, _arrived_at, _run_id, year, month, day FROM t"));
  }

  @Test
  void quotesHoldDelimitersQuotesAndLineBreaks() throws Exception {
    Landing landing =
        csv(Csv.standard())
            .with(
                "a.csv",
                "a,b\n\"x,\"\"y\"\"\",1\n\"two\nlines\",2\n\"three\r\n\r\nlines\",3\nz,4\n");
    landing.ingest();
    assertEquals(
        List.of("2|x,\"y\"|1|~", "3|two\nlines|2|~", "5|three\r\n\r\nlines|3|~", "8|z|4|~"),
        landing.rows());
  }

  @Test
  void otherDelimitersAndQuotes() throws Exception {
    Landing bars = csv("bars", new Csv("||", "'", "UTF-8", 0, true, List.of()));
    assertEquals(
        List.of("2|a|||b|~", "3|1|2|~"), bars.with("a", "a||b\n'a||'||b\n1||2\n").ingest().rows());
    Landing tabs = csv("tabs", new Csv("\t", "", "UTF-8", 0, true, List.of()));
    assertEquals(List.of("2|\"1|2\"|~"), tabs.with("a", "a\tb\n\"1\t2\"\n").ingest().rows());
    Landing signs = csv("signs", new Csv("§", "\"", "ISO-8859-1", 0, true, List.of()));
    assertEquals(
        List.of("2|é|x§y|~"), signs.with("a", "a§b\né§\"x§y\"\n", ISO_8859_1).ingest().rows());
  }

  @Test
  void encodingsGiveTheSameText() throws Exception {
    String text = "código;descrição\n1;Válvula “½” €\n";
    String row = "2|1|Válvula “½” €|~";
    for (String encoding : List.of("windows-1252", "UTF-8", "UTF-16", "UTF-16LE")) {
      Csv format = new Csv(";", "\"", encoding, 0, true, List.of());
      Landing landing =
          csv(encoding, format)
              .with("a.csv", text, Charset.forName(encoding))
              .with("b.csv.gz", text, Charset.forName(encoding));
      landing.ingest();
      assertEquals(List.of("código", "descrição"), landing.columns(), encoding);
      assertEquals(List.of(row, row), landing.rows(), encoding);
    }
    Landing latin =
        csv("latin", new Csv(";", "\"", "ISO-8859-1", 0, true, List.of()))
            .with("a.csv", "código;preço\n1;ÁÇ\n", ISO_8859_1);
    assertEquals(List.of("2|1|ÁÇ|~"), latin.ingest().rows());
  }

  @Test
  void aByteOrderMarkIsNoText() throws Exception {
    Landing headed = csv("headed", SEMICOLONS).with("a.csv", "\uFEFFid;b\n1;2\n").ingest();
    assertEquals(List.of("id", "b"), headed.columns());
    assertEquals(List.of("2|1|2|~"), headed.rows());
    Csv names = new Csv(";", "\"", "UTF-8", 0, false, List.of("id", "b"));
    assertEquals(
        List.of("1|1|2|~", "2|3|4|~"),
        csv("names", names).with("a.csv", "\uFEFF1;2\n3;4\n").ingest().rows());
    assertEquals(
        List.of("1|1|2|~", "3|3|4|~"),
        csv("sifted", names).with("a.csv", "\uFEFF1;2\nbad\n3;4\n").ingest().rows());
  }

  @Test
  void linesBeforeTheHeaderAreSkipped() throws Exception {
    Csv format = new Csv(";", "\"", "UTF-8", 2, true, List.of());
    Landing landing = csv(format).with("a.csv", "Report \"of\n;;;;\n\n\na;b\n1;2\n3;4").ingest();
    assertEquals(List.of("a", "b"), landing.columns());
    assertEquals(List.of("6|1|2|~", "7|3|4|~"), landing.rows());
  }

  @Test
  void aHeaderMayHaveLineBreaksAndBlankLinesBeforeIt() throws Exception {
    Landing landing = csv(SEMICOLONS).with("a.csv", "\n\n\"price\n(R$)\";b\n1;2\n").ingest();
    assertEquals(List.of("price_R$", "b"), landing.columns());
    assertEquals(List.of("5|1|2|~"), landing.rows());
  }

  @Test
  void raggedLinesAreKeptBackAndCountedIn() throws Exception {
    Landing landing =
        csv(SEMICOLONS)
            .with("a.csv", "a;b\n1;2\n3\n\n4;5;6\n7;8\n\"9;10\n11;12\n\"x\"y;13\n14;15")
            .with("b.csv", "a;b\n1;2\n")
            .ingest();
    assertEquals(List.of("2|1|2|~", "6|7|8|~", "10|14|15|~", "2|1|2|~"), landing.rows());
    assertEquals(
        List.of(
            "3|1 columns instead of 2|3",
            "5|3 columns instead of 2|4;5;6",
            "7|text after a closing quote|\"9;10\n11;12\n\"x\"y;13"),
        landing.rejects());
    assertEquals(new Counts(7, 4, 3, 0, 0), landing.last().counts());
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsLine() throws Exception {
    Landing landing = csv(SEMICOLONS).with("a.csv", "a;b\n1;2\n3;\"4\n5;6\n7;8\n").ingest();
    assertEquals(List.of("2|1|2|~", "4|5|6|~", "5|7|8|~"), landing.rows());
    assertEquals(List.of("3|a quote is opened and never closed|3;\"4"), landing.rejects());
  }

  @Test
  void bytesThatAreNoTextAreKeptReadably() throws Exception {
    Landing landing =
        csv(SEMICOLONS)
            .with("a.csv", bytes("a;b\n1;2\nmaçã;\\E9\u00E9\n\"\u00E7\n\";5\n3;4\n"))
            .ingest();
    assertEquals(List.of("2|1|2|~", "6|3|4|~"), landing.rows());
    assertEquals(
        List.of("3|not UTF-8 text|ma\\xE7\\xE3;\\E9\\xE9", "4|not UTF-8 text|\"\\xE7\n\";5"),
        landing.rejects());
  }

  @Test
  void aHeaderThatIsNoTextIsAnError() throws Exception {
    Landing landing = csv(SEMICOLONS).with("a.csv", bytes("código;b\n1;2\n"));
    assertEquals(
        folder
            + "/landing/a.csv: is not UTF-8 text. Set the encoding it was written in, e.g. encoding: windows-1252.",
        assertThrows(IOException.class, landing::ingest).getMessage());
  }

  @Test
  void allLineEndsCount() throws Exception {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = String.join(end, "a;b", "1;2", "3;4", "", "5;6");
      Landing landing = csv("end" + (int) end.charAt(0) + end.length(), SEMICOLONS);
      landing.with("a.csv", text).with("b.csv", text + end).ingest();
      List<String> rows = List.of("2|1|2|~", "3|3|4|~", "5|5|6|~");
      List<String> twice = new ArrayList<>(rows);
      twice.addAll(rows);
      assertEquals(twice, landing.rows());
    }
    Landing mixed =
        csv("mixed", SEMICOLONS).with("a.csv", "a;b\r\n1;2\n3;4\r\n\"5\r\n\";6\r7;8\n").ingest();
    assertEquals(List.of("2|1|2|~", "3|3|4|~", "4|5\r\n|6|~", "6|7|8|~"), mixed.rows());
  }

  @Test
  void filesWithoutRowsAreTakenIn() throws Exception {
    Landing landing =
        csv(SEMICOLONS)
            .with("a.csv", "")
            .with("b.csv", "a;b\n")
            .with("c.csv", "a;b")
            .with("d.csv.gz", "")
            .ingest();
    assertEquals(List.of("a", "b"), landing.columns());
    assertEquals(List.of(), landing.rows());
    assertEquals(4, landing.last().ingested().size());
    assertEquals(List.of(), landing.open());
  }

  @Test
  void oneColumnHasNoDelimiter() throws Exception {
    Landing landing = csv(SEMICOLONS).with("a.csv", "a\n1\n\n\"\"\n2;3\n4\n").ingest();
    assertEquals(List.of("2|1|~", "3|~|~", "4|~|~", "6|4|~"), landing.rows());
    assertEquals(List.of("5|2 columns instead of 1|2;3"), landing.rejects());
  }

  @Test
  void longLinesArriveWholeUpToSixteenMegabytes() throws Exception {
    String longer = "x".repeat(TextRecords.LONGEST - 100);
    String tooLong = "y".repeat(TextRecords.LONGEST + 100_000);
    Landing landing =
        csv(SEMICOLONS).with("a.csv", "a;b\n1;" + longer + "\n2;" + tooLong + "\n3;z\n").ingest();
    assertEquals(
        List.of("2|" + longer.length(), "4|1"),
        landing.workshop.rows(
            landing.table(), "SELECT _offset, length(b) FROM t ORDER BY _offset"));
    assertEquals(
        List.of(
            "3|longer than 16 MB; its beginning is kept|" + ("2;" + tooLong).substring(0, 1 << 20)),
        landing.rejects());
  }

  @Test
  void columnsAreFoundByName() throws Exception {
    Landing landing =
        csv(SEMICOLONS)
            .with("a.csv", "id;name\n1;one\n")
            .with("b.csv", "NAME;Id\ntwo;2\n")
            .with("c.csv", "id\n3\n")
            .ingest();
    assertEquals(List.of("2|1|one|~", "2|2|two|~", "2|3|~|~"), landing.rows());
    landing.with("d.csv", "extra;id;name\ne;4;four\n").ingest();
    assertEquals(List.of("id", "name", "extra"), landing.columns());
    assertEquals(
        List.of("2|1|one|~|~", "2|2|two|~|~", "2|3|~|~|~", "2|4|four|e|~"), landing.rows());
  }

  @Test
  void everyHeaderGivesNamesOfItsOwn() throws Exception {
    String header = "year;_source;a;a;A;;;_id;\"x;\"\"y\"\"\";Preço (R$);a=b{c};();a_2\n";
    Landing landing = csv(SEMICOLONS).with("a.csv", header + "1;2;3;4;5;6;7;8;9;10;11;12;13\n");
    landing.ingest();
    assertEquals(
        List.of(
            "year_",
            "_source_",
            "a",
            "a_2",
            "A_3",
            "column_6",
            "column_7",
            "_id",
            "x_\"y\"",
            "Preço_R$",
            "a_b_c",
            "column_12",
            "a_2_2"),
        landing.columns());
    assertEquals(List.of("2|1|2|3|4|5|6|7|8|9|10|11|12|13|~"), landing.rows());
    landing.with("b.csv", header + "a;b;c;d;e;f;g;h;i;j;k;l;m\n").ingest();
    assertEquals("2|a|b|c|d|e|f|g|h|i|j|k|l|m|~", landing.rows().get(1));
  }

  @Test
  void whatSqlCouldMistakeIsOnlyText() throws Exception {
    Landing landing =
        csv(new Csv(";", "\"", "UTF-8", 0, true, List.of()))
            .with("a'; DROP TABLE t --.csv", "a';b\n'); SELECT 1; --;\\n\u0000\u0001\n")
            .ingest();
    assertEquals(List.of(), landing.rows());
    assertEquals(
        List.of("2|4 columns instead of 2|'); SELECT 1; --;\\n\u0000\u0001"), landing.rejects());
    landing.with("b.csv", "a';b\n' OR 1=1 --;\\n\u0000\u0001\n").ingest();
    assertEquals(List.of("2|' OR 1=1 --|\\n\u0000\u0001|~"), landing.rows());
  }

  @Test
  void namesOfFilesAreNoPatterns() throws Exception {
    Landing landing =
        csv(SEMICOLONS)
            .with("[1]*.csv", "a\n1\n")
            .with("1.csv", "a\n2\n")
            .with("1x.csv", "a\n3\n")
            .with("it's {é} %20.csv", "a\n4\n")
            .ingest();
    assertEquals(List.of("2|2|~", "2|3|~", "2|1|~", "2|4|~"), landing.rows());
  }

  @Test
  void aFileIsTakenOncePerContent() throws Exception {
    Landing landing = csv(SEMICOLONS).with("a.csv", "a\n1\n").ingest();
    assertEquals(List.of(), landing.open());
    landing.with("a.csv", "a\n1\n").with("b.csv", "a\n2\n");
    assertEquals(List.of("b.csv"), landing.open().stream().map(LandingFile::path).toList());
    landing.ingest().with("a.csv", "a\n3\n").ingest();
    assertEquals(List.of("2|1|~", "2|3|~", "2|2|~"), landing.rows());
    assertEquals(List.of(), landing.open());
  }

  /** Files made at random of pieces that hurt: what is read and kept back is what was written. */
  @Test
  void anyTextIsReadOrKeptBack() throws Exception {
    Random random = new Random(7);
    Landing landing = csv(SEMICOLONS);
    List<String> expected = new ArrayList<>();
    for (int file = 0; file < 20; file++) {
      StringBuilder text = new StringBuilder("a;b");
      String end = List.of("\n", "\r\n").get(random.nextInt(2));
      text.append(end);
      int line = 2;
      for (int record = 0; record < 40; record++) {
        int kind = random.nextInt(20);
        String value = "v" + random.nextInt(100);
        if (kind == 0) {
          text.append(end);
          line++;
          continue;
        } else if (kind == 1) {
          text.append(value).append(end);
        } else if (kind == 2) {
          text.append("\"").append(value).append("\n;\";").append(value).append(end);
          expected.add(line + "|" + value + "\n;|" + value + "|~");
          line++;
        } else {
          text.append(value).append(";\"é\"\"\"").append(end);
          expected.add(line + "|" + value + "|é\"|~");
        }
        line++;
      }
      landing.with("f%02d.csv".formatted(file), text.toString());
    }
    landing.ingest();
    assertEquals(expected, landing.rows());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private Landing csv(Csv format) {
    return new Landing(folder, format);
  }

  private Landing csv(String name, Csv format) {
    return new Landing(folder.resolve(name), format);
  }
}
