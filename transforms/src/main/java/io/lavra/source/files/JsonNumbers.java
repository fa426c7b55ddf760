package io.lavra.source.files;

import io.lavra.source.LandingLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Passes JSON text on so that DuckDB, which reads numbers as doubles, gives them back as they are
 * written: a number that a double would print otherwise becomes a string with a mark before it, and
 * {@link #unmarked} takes both away again. The mark is random, so that no text can have it.
 *
 * <p>Also finds what DuckDB reads and JSON does not have: commas before a closing bracket, and
 * words other than {@code true}, {@code false}, {@code null}, {@code NaN}, {@code Infinity} and
 * {@code -Infinity}. Whatever else is wrong stays wrong.
 */
final class JsonNumbers extends OutputStream {
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "NaN", "Infinity", "-Infinity");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private enum At {
    TEXT,
    STRING,
    ESCAPE,
    WORD,
    COMMA
  }

  private final OutputStream out;
  private final String mark;
  private final ByteArrayOutputStream word = new ByteArrayOutputStream();
  private final ByteArrayOutputStream blanks = new ByteArrayOutputStream();
  private At at = At.TEXT;
  private boolean json = true;
  private int depth;
  private String limit = "";

  JsonNumbers(OutputStream out, String mark) {
    this.out = out;
    this.mark = mark;
  }

  /** A mark for the texts of a file. */
  static String newMark() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** SQL that takes the marks out of a value that DuckDB has read, or out of a text. */
  static String unmarked(String value, String mark) {
    return """
        list_transform([%1$s], lambda x: CASE WHEN starts_with(x, '%2$s') THEN substr(x, %3$s) WHEN contains(x, '%2$s') THEN regexp_replace(x, '"%2$s([^"]*)"', '\\1', 'g') ELSE x END)[1]"""
        .formatted(value, mark, mark.length() + 1);
  }

  @Override
  public void write(int b) throws IOException {
    write((byte) b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void write(byte b) throws IOException {
    if (at == At.STRING || at == At.ESCAPE) {
      out.write(b);
      boolean ends = at == At.STRING && b == '"';
      at = ends ? At.TEXT : at == At.STRING && b == '\\' ? At.ESCAPE : At.STRING;
    } else if (isOfWord(b) && blanks.size() == 0 && at == At.WORD) {
      hold(word, b);
    } else if (isBlank(b) && at != At.TEXT) {
      hold(blanks, b);
    } else {
      settle(b);
      begin(b);
    }
  }

  private void begin(byte b) throws IOException {
    if (isOfWord(b)) {
      at = At.WORD;
      word.write(b);
      return;
    }
    at = b == '"' ? At.STRING : b == ',' ? At.COMMA : At.TEXT;
    depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
    if (depth > LandingLimits.DEPTH) {
      refuse("nested deeper than %s levels", LandingLimits.DEPTH);
    }
    out.write(b);
  }

  private void hold(ByteArrayOutputStream held, byte b) {
    if (held.size() < LandingLimits.WORD) {
      held.write(b);
    } else {
      refuse("a number, or blanks, of more than %s characters", LandingLimits.WORD);
    }
  }

  private void refuse(String why, int most) {
    json = false;
    limit = limit.isEmpty() ? why.formatted(most) : limit;
  }

  /** What it has more of than is read; empty for nothing. */
  String limit() {
    return limit;
  }

  /** Passes on what waited for the next character that is no blank. */
  private void settle(int next) throws IOException {
    if (at == At.WORD) {
      String text = word.toString(StandardCharsets.UTF_8);
      boolean number = NUMBER.matcher(text).matches();
      json &= number || WORDS.contains(text);
      boolean marked = number && next != ':' && !isKept(text);
      out.write((marked ? '"' + mark + text + '"' : text).getBytes(StandardCharsets.UTF_8));
    }
    json &= at != At.COMMA || next != '}' && next != ']';
    blanks.writeTo(out);
    word.reset();
    blanks.reset();
  }

  /** Whether DuckDB prints the number as it is: a whole one, or a fraction of at most 15 digits. */
  private static boolean isKept(String number) {
    int point = number.indexOf('.');
    if (number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
      return false;
    }
    if (point < 0) {
      return !number.equals("-0");
    }
    int digits = number.length() - (number.startsWith("-") ? 2 : 1);
    return digits <= 15
        && !number.startsWith("0000", point + 1)
        && (!number.endsWith("0") || number.length() == point + 2);
  }

  /** Ends a text; the next one can be written. Whether it may be JSON. */
  boolean end() throws IOException {
    settle(-1);
    boolean result = json;
    at = At.TEXT;
    json = true;
    depth = 0;
    return result;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static boolean isOfWord(byte b) {
    return b >= '0' && b <= '9'
        || b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b == '-'
        || b == '+'
        || b == '.';
  }
}
