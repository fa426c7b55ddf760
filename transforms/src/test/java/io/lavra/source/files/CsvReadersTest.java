package io.lavra.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.source.files.FileFormat.Csv;
import io.lavra.table.Counts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers and records are cut by the same rules, whichever reader cuts them. */
@NullUnmarked
class CsvReadersTest {
  @TempDir Path folder;

  @Test
  void aHeaderIsCutAsRecordsAre() throws Exception {
    check("cod,bitola (5\"),preco\n1,plain,10\n", "cod bitola_5\" preco", "2|1|plain|10|~");
    check("\uFEFF\"a\",b\"b\r1,\"2\"\r3,4\"\r", "a b\"b", "2|1|2|~", "3|3|4\"|~");
    check(" \"a, b\" ,c,\n1, \"x\"\"y\" ,3\n", "a_b c column_3", "2|1|x\"y|3|~");
    check("\n\"a\r\n\"\"b\"\"\",c\n1,2", "a_\"b\" c", "4|1|2|~");
    for (String wrong : List.of("a,\"b\n1,2\n", "\"a\"b,c\n1,2\n")) {
      Landing landing = new Landing(folder.resolve("w" + wrong.length()), Csv.standard());
      String defect =
          wrong.startsWith("a")
              ? "a quote is opened and never closed"
              : "text after a closing quote";
      assertEquals(
          folder.resolve("w" + wrong.length())
              + "/landing/a.csv: has a header that cannot be read, "
              + defect
              + ". Correct the file, or its csv: { delimiter, quote, skip-lines }; with bad-files: quarantine the other files go in without it.",
          assertThrows(IOException.class, () -> landing.with("a.csv", wrong).ingest())
              .getMessage());
    }
  }

  private void check(String text, String columns, String... rows) throws Exception {
    Landing landing = new Landing(folder.resolve("h" + text.hashCode()), Csv.standard());
    landing.with("a.csv", text).ingest();
    assertEquals(List.of(columns.split(" ")), landing.columns());
    assertEquals(List.of(rows), landing.rows());
    assertEquals(List.of(), landing.rejects());
  }

  @Test
  void columnsAreTheSameWhereTheirNamesAre() throws Exception {
    Landing landing =
        new Landing(folder, Csv.standard())
            .with("a.csv", "a b,a_b\n1,2\n")
            .with("b.csv", "a_b,a b\n2,1\n")
            .with("c.csv", "A_B,x,X,,A B\n2,3,4,5,1\n")
            .ingest();
    assertEquals(List.of("a_b", "a_b_2", "x", "X_2", "column_5"), landing.columns());
    List<String> rows = new ArrayList<>(List.of("2|1|2|~|~|~|~", "2|1|2|~|~|~|~", "2|1|2|3|4|5|~"));
    assertEquals(rows, landing.rows());
    landing.reopen().with("d.csv", "X,,a_b,x,a b\n4,5,2,3,1\n").ingest();
    rows.add("2|1|2|3|4|5|~");
    assertEquals(rows, landing.rows());
    landing.reopen().with("e.csv", "year,_source,_Rescued,year_\n6,7,8,9\n").ingest();
    assertEquals(
        List.of(
            "a_b", "a_b_2", "x", "X_2", "column_5", "year_", "_source_", "_Rescued_", "year__2"),
        landing.columns());
    landing.reopen().with("f.csv", "YEAR_,_rescued,_SOURCE,Year\n9,8,7,6\n").ingest();
    assertEquals(
        List.of("2|~|~|~|~|~|6|7|8|9|~", "2|~|~|~|~|~|6|7|8|9|~"), landing.rows().subList(4, 6));
  }

  @Test
  void aBlankLineOfOneColumnIsARow() throws Exception {
    Landing landing =
        new Landing(folder, Csv.standard()).with("a.csv", "\na\n1\n\n\"\"\n\"2\n").ingest();
    assertEquals(List.of("3|1|~", "4|~|~", "5|~|~"), landing.rows());
    assertEquals(List.of("6|a quote is opened and never closed|\"2"), landing.rejects());
    assertEquals(new Counts(4, 3, 1, 0, 0), landing.last().counts());
  }

  /** DuckDB reads of every record what {@link TextRecords} does. */
  @Test
  void bothReadersAgree() throws Exception {
    Random random = new Random(17);
    int number = 0;
    for (String written : List.of("; \"", "| '", "|| \"", "\t ", "§ \"", ", \"", "||", "aab '")) {
      String delimiter = written.split(" ", -1)[0];
      String quote = written.contains(" ") ? written.split(" ", -1)[1] : "";
      Csv format = new Csv(delimiter, quote, "UTF-8", 0, false, List.of("a", "b"));
      Landing landing = new Landing(folder.resolve("f" + number++), format);
      List<String> expected = new ArrayList<>();
      for (int file = 0; file < 20; file++) {
        String text = text(random, delimiter, quote, file);
        landing.with("f%02d.csv".formatted(file), text);
        expected.addAll(rows(text, format));
      }
      landing.ingest();
      assertEquals(expected, landing.rows(), written);
    }
  }

  private static String text(Random random, String delimiter, String quote, int file) {
    List<String> ends =
        file % 3 == 0 ? List.of("\n", "\r", "\r\n") : List.of(file % 3 == 1 ? "\n" : "\r\n");
    List<String> pieces =
        List.of(
            " ", "x", "\u0000", "é", "a", "b", "\\", ",", "|", delimiter.substring(0, 1), "\r\n");
    StringBuilder text = new StringBuilder();
    for (int record = 0; record < 12; record++) {
      for (int field = 0; field < 2 || random.nextInt(12) == 0; field++) {
        text.append(field == 0 ? "" : delimiter);
        boolean quoted = random.nextInt(3) == 0;
        text.append(quoted && random.nextInt(6) == 0 ? " " : "").append(quoted ? quote : "");
        for (int i = random.nextInt(4); i > 0; i--) {
          int piece = random.nextInt(file % 2 == 0 ? 4 : pieces.size() + 2);
          text.append(
              piece < pieces.size() - (quoted ? 0 : 1)
                  ? pieces.get(piece)
                  : quoted ? quote + quote : quote);
        }
        text.append(quoted ? quote : "").append(quoted && random.nextInt(6) == 0 ? " " : "");
      }
      text.append(
          record == 11 && random.nextBoolean() ? "" : ends.get(random.nextInt(ends.size())));
    }
    return text.toString();
  }

  private static List<String> rows(String text, Csv format) throws IOException {
    List<String> rows = new ArrayList<>();
    try (TextRecords records =
        new TextRecords(
            new ByteArrayInputStream(text.getBytes(UTF_8)), format.delimiter(), format.quote())) {
      while (records.next()) {
        if (!records.isBlank() && records.defect().isEmpty() && records.fields() == 2) {
          rows.add(
              records.values().stream()
                  .map(value -> value.isEmpty() ? "~" : value)
                  .collect(Collectors.joining("|", records.line() + "|", "|~")));
        }
      }
    }
    return rows;
  }
}
