package io.lavra.quality.expectation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What Python's {@code strptime} reads by a format in the locale C, as SQL: the shape that {@code
 * _strptime.py} gives each directive, and a day that its month has. DuckDB's own {@code strptime}
 * also reads other shapes, and words such as {@code epoch}, whatever the format. Digits are ASCII.
 */
final class Strptime {
  private static final Map<Character, String> SHAPES = new TreeMap<>();

  /** What stands for others; in the locale C. */
  private static final Map<Character, String> FORMS =
      Map.of('c', "%a %b %d %H:%M:%S %Y", 'x', "%m/%d/%y", 'X', "%H:%M:%S");

  private static final String DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
  private static final String MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december";

  static {
    SHAPES.put('d', "3[01]|[12][0-9]|0[1-9]|[1-9]| [1-9]");
    SHAPES.put('f', "[0-9]{1,6}");
    SHAPES.put('H', "2[0-3]|[01][0-9]|[0-9]");
    SHAPES.put('I', "1[0-2]|0[1-9]|[1-9]| [1-9]");
    SHAPES.put(
        'j', "36[0-6]|3[0-5][0-9]|[12][0-9][0-9]|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9]");
    SHAPES.put('m', "1[0-2]|0[1-9]|[1-9]");
    SHAPES.put('M', "[0-5][0-9]|[0-9]");
    SHAPES.put('S', "[0-5][0-9]|[0-9]"); // strptime takes 60 and 61, which a datetime then refuses
    SHAPES.put('U', "5[0-3]|[0-4][0-9]|[0-9]");
    SHAPES.put('W', "5[0-3]|[0-4][0-9]|[0-9]");
    SHAPES.put('w', "[0-6]");
    SHAPES.put('y', "[0-9]{2}");
    SHAPES.put('Y', "[0-9]{4}");
    SHAPES.put('z', "[+-][0-9]{2}:?[0-5][0-9](?::?[0-5][0-9](?:\\.[0-9]{1,6})?)?|(?-i:Z)");
    SHAPES.put('A', DAYS);
    SHAPES.put('a', "mon|tue|wed|thu|fri|sat|sun");
    SHAPES.put('B', MONTHS);
    SHAPES.put('b', "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec");
    SHAPES.put('p', "am|pm");
    SHAPES.put('Z', "utc|gmt");
  }

  private final StringBuilder regex = new StringBuilder("(?is)");
  private final Map<Character, Integer> groups = new LinkedHashMap<>();

  private Strptime(String format) {
    read(format);
  }

  /**
   * SQL that is true of a text that the format reads; null of a null.
   *
   * @return empty if the format has a directive that is not known, or one twice
   */
  static Optional<String> reads(String text, String format) {
    try {
      return Optional.of(new Strptime(format).sql(text));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private void read(String format) {
    for (int i = 0; i < format.length(); i++) {
      char letter = format.charAt(i);
      if (letter != '%') {
        i += literal(format, i);
      } else if (++i == format.length()) {
        throw new IllegalArgumentException(format);
      } else {
        directive(format.charAt(i));
      }
    }
  }

  /** Blanks stand for one or more blanks, any other character for itself. */
  private int literal(String format, int from) {
    int letter = format.codePointAt(from);
    boolean isBlank = Character.isWhitespace(letter);
    int to = from + Character.charCount(letter);
    while (isBlank && to < format.length() && Character.isWhitespace(format.charAt(to))) {
      to++;
    }
    boolean isPlain = letter > 127 || Character.isLetterOrDigit(letter);
    regex.append(isBlank ? "[\\s\\p{Z}]+" : (isPlain ? "" : "\\") + Character.toString(letter));
    return to - from - 1;
  }

  private void directive(char letter) {
    String form = FORMS.get(letter);
    if (form != null) {
      read(form);
      return;
    }
    if (letter == '%') {
      regex.append('%');
      return;
    }
    String shape = SHAPES.get(letter);
    if (shape == null || groups.containsKey(letter)) {
      throw new IllegalArgumentException(String.valueOf(letter));
    }
    groups.put(letter, groups.size() + 1);
    regex.append('(').append(shape).append(')');
  }

  private String sql(String text) {
    String shape = "regexp_full_match(%s, %s)".formatted(text, Sql.text(regex.toString()));
    boolean hasDay = groups.containsKey('d') || groups.containsKey('Y');
    return hasDay ? "CASE WHEN %s THEN %s ELSE %s END".formatted(shape, day(text), shape) : shape;
  }

  /** A year that there is, and a day that its month has; without a year it is 1900. */
  private String day(String text) {
    UnaryOperator<String> whole = part -> "CAST(trim(" + part + ") AS INTEGER)";
    String year =
        part(text, 'Y')
            .map(whole)
            .or(
                () ->
                    part(text, 'y')
                        .map(whole)
                        .map(
                            y ->
                                "(%1$s + CASE WHEN %1$s < 69 THEN 2000 ELSE 1900 END)"
                                    .formatted(y)))
            .orElse("1900");
    String month =
        part(text, 'm')
            .map(whole)
            .or(() -> part(text, 'b').or(() -> part(text, 'B')).map(Strptime::month))
            .orElse("1");
    String day = part(text, 'd').map(whole).orElse("1");
    return "(%1$s > 0 AND TRY_CAST(printf('%%04d-%%02d-%%02d', %1$s, %2$s, %3$s) AS DATE) IS NOT NULL)"
        .formatted(year, month, day);
  }

  private static String month(String name) {
    StringBuilder months = new StringBuilder();
    for (String month : MONTHS.split("\\|", -1)) {
      months.append(months.isEmpty() ? "'" : ", '").append(month, 0, 3).append("'");
    }
    return "list_position([%s], lower(left(%s, 3)))".formatted(months, name);
  }

  private Optional<String> part(String text, char letter) {
    return Optional.ofNullable(groups.get(letter))
        .map(
            group ->
                "regexp_extract(%s, %s, %d)".formatted(text, Sql.text("^" + regex + "$"), group));
  }
}
