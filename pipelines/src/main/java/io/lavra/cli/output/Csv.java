package io.lavra.cli.output;

import io.lavra.table.duckdb.PrintedValue;
import io.lavra.words.Inert;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV. A spreadsheet takes a cell that begins with {@code =}, {@code +}, {@code -},
 * {@code @}, a tab or a line end for a formula, also behind blanks and quotes, and it may begin a
 * cell where its own separator is. Texts have an apostrophe there, as <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> advises; numbers stay.
 *
 * @param raw whether texts stay as they are
 */
public record Csv(boolean raw) {
  private static final String FORMULA = "=+-@＝＋－＠";
  private static final String SEPARATORS = ";|\t\r\n";

  public String line(List<? extends @Nullable Object> values) {
    return values.stream().map(this::field).collect(Collectors.joining(","));
  }

  /** Null is nothing at all, an empty text a pair of quotes. */
  private String field(@Nullable Object value) {
    String printed = PrintedValue.text(value);
    if (printed == null) {
      return "";
    }
    boolean isSafe = raw || value instanceof Number || value instanceof Boolean;
    String text = isSafe ? printed : neutral(printed);
    return text.isEmpty() || text.matches("(?s).*[\",\\r\\n].*")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /** A text with an apostrophe at the beginning of each cell that could be a formula. */
  public static String neutral(String text) {
    StringBuilder neutral = new StringBuilder(text.length());
    int copied = 0;
    int cell = 0; // where one began of which nothing but blanks and quotes was seen; else -1
    int length;
    for (int i = 0; i < text.length(); i += length) {
      int point = text.codePointAt(i);
      length = Character.charCount(point);
      boolean separates = SEPARATORS.indexOf(point) >= 0;
      boolean isFirst = cell == 0 && separates && Character.isWhitespace(point);
      if (cell >= 0 && (isFirst || FORMULA.indexOf(point) >= 0)) {
        neutral.append(text, copied, cell).append('\'');
        copied = cell;
        cell = -1;
      }
      cell = separates ? i + length : isPassedOver(point) ? cell : -1;
    }
    return neutral.append(text, copied, text.length()).toString();
  }

  private static boolean isPassedOver(int point) {
    return point == '"'
        || point == '\''
        || Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Inert.acts(point);
  }
}
