package io.lavra.table.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A date pattern in Java's letters: how DuckDB's {@code strptime} says it, and which texts have
 * exactly its shape.
 */
public final class DatePattern {
  private static final String MONTHS =
      "January|February|March|April|May|June|July|August|September|October|November|December";
  private static final String DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";

  /** A run of letters, what it tells, and the same for strptime and for RE2. */
  private record Field(String letters, String tells, String strptime, String regex) {}

  private static final Map<String, Field> FIELDS =
      List.of(
              new Field("yyyy", "the year", "%Y", "[0-9]{4}"),
              new Field("uuuu", "the year", "%Y", "[0-9]{4}"),
              new Field("yy", "the year", "%y", "[0-9]{2}"),
              new Field("MMMM", "the month", "%B", "(?i:" + MONTHS + ")"),
              new Field("MMM", "the month", "%b", "(?i:" + shortened(MONTHS) + ")"),
              new Field("MM", "the month", "%m", "[0-9]{2}"),
              new Field("M", "the month", "%-m", "[0-9]{1,2}"),
              new Field("dd", "the day", "%d", "[0-9]{2}"),
              new Field("d", "the day", "%-d", "[0-9]{1,2}"),
              new Field("HH", "the hour", "%H", "[0-9]{2}"),
              new Field("H", "the hour", "%-H", "[0-9]{1,2}"),
              new Field("hh", "the hour", "%I", "[0-9]{2}"),
              new Field("h", "the hour", "%-I", "[0-9]{1,2}"),
              new Field("mm", "the minute", "%M", "[0-9]{2}"),
              new Field("ss", "the second", "%S", "[0-9]{2}"),
              new Field("SSSSSS", "the fraction", "%f", "[0-9]{6}"),
              new Field("SSS", "the fraction", "%g", "[0-9]{3}"),
              new Field("a", "the half of the day", "%p", "(?i:AM|PM)"),
              new Field("XXX", "the offset", "%z", "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"),
              new Field("XX", "the offset", "%z", "(?:Z|[+-](?:[01][0-9]|2[0-3])[0-5][0-9])"),
              new Field("X", "the offset", "%z", "(?:Z|[+-](?:[01][0-9]|2[0-3])(?:[0-5][0-9])?)"),
              new Field("Z", "the offset", "%z", "[+-](?:[01][0-9]|2[0-3])[0-5][0-9]"),
              new Field("EEEE", "the weekday", "%A", "(?i:" + DAYS + ")"),
              new Field("EEE", "the weekday", "%a", "(?i:" + shortened(DAYS) + ")"))
          .stream()
          .collect(Collectors.toMap(Field::letters, field -> field));

  private final String pattern;
  private final List<Field> fields = new ArrayList<>();

  private DatePattern(String pattern) {
    this.pattern = pattern;
    int at = 0;
    while (at < pattern.length()) {
      at = add(at);
    }
    check();
  }

  /**
   * Throws {@link IllegalArgumentException} for a pattern that has no meaning, or more than one.
   */
  public static DatePattern of(String pattern) {
    return new DatePattern(pattern);
  }

  private static String shortened(String names) {
    return names.replaceAll("\\b(\\w{3})\\w*", "$1");
  }

  /** Adds what begins at a place; gives the place behind. */
  private int add(int at) {
    char c = pattern.charAt(at);
    if (c == '\'') {
      return quoted(at);
    }
    if (!Character.isLetter(c)) {
      literal(String.valueOf(c));
      return at + 1;
    }
    int end = at;
    while (end < pattern.length() && pattern.charAt(end) == c) {
      end++;
    }
    String run = pattern.substring(at, end);
    Field field = FIELDS.get(run);
    if (field == null) {
      throw wrong(
          "\"%s\" is not known. Use yyyy MM dd HH mm ss SSS XXX; put other letters in quotes: 'T'."
              .formatted(run));
    }
    fields.add(field);
    return end;
  }

  /** Adds the text that is quoted from a place on; two quotes are one. Gives the place behind. */
  private int quoted(int from) {
    if (pattern.startsWith("''", from)) {
      literal("'");
      return from + 2;
    }
    for (int at = from + 1; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c != '\'') {
        literal(String.valueOf(c));
      } else if (pattern.startsWith("''", at)) {
        literal("'");
        at++;
      } else {
        return at + 1;
      }
    }
    throw wrong("a quote is open. Close it with a second one.");
  }

  private void literal(String text) {
    fields.add(new Field("", "", text.equals("%") ? "%%" : text, Regex.quote(text)));
  }

  private void check() {
    Set<String> told = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (!field.tells().isEmpty() && !told.add(field.tells())) {
        throw wrong("it tells %s twice. Keep one of the two.".formatted(field.tells()));
      }
      boolean digitsFollow =
          i + 1 < fields.size() && fields.get(i + 1).regex().matches("\\[0-9].*|[0-9]");
      if (field.regex().equals("[0-9]{1,2}") && digitsFollow) {
        throw wrong(
            "\"%1$s\" may be one digit or two, and digits follow. Use \"%1$s%1$s\"."
                .formatted(field.letters()));
      }
    }
    if (!told.contains("the year")) {
      throw wrong("it tells no year. Add yyyy or yy.");
    }
    boolean half = fields.stream().anyMatch(f -> f.letters().startsWith("h"));
    if (half != told.contains("the half of the day")) {
      throw wrong("\"hh\" and \"a\" go together. Use HH for hours from 0 to 23.");
    }
  }

  private IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException("Date format \"%s\": %s".formatted(pattern, problem));
  }

  String pattern() {
    return pattern;
  }

  String strptime() {
    return fields.stream().map(Field::strptime).collect(Collectors.joining());
  }

  String regex() {
    return regex(fields);
  }

  private static String regex(List<Field> fields) {
    return fields.stream().map(Field::regex).collect(Collectors.joining());
  }

  boolean hasOffset() {
    return fields.stream().anyMatch(DatePattern::isOffset);
  }

  private static boolean isOffset(Field field) {
    return field.tells().equals("the offset");
  }

  /**
   * The texts whose offset is {@code Z}, which strptime does not know, with what is before and
   * behind it as groups.
   */
  String regexOfUtc() {
    int at = fields.stream().map(DatePattern::isOffset).toList().indexOf(true);
    return "(%s)Z(%s)"
        .formatted(regex(fields.subList(0, at)), regex(fields.subList(at + 1, fields.size())));
  }

  /** How strptime says the weekday, or nothing. */
  String weekday() {
    return fields.stream()
        .filter(field -> field.tells().equals("the weekday"))
        .map(Field::strptime)
        .collect(Collectors.joining());
  }

  /** The texts of a weekday's form, with the weekday as a group. */
  String regexOfWeekday() {
    return fields.stream()
        .map(f -> f.tells().equals("the weekday") ? "(" + f.regex() + ")" : f.regex())
        .collect(Collectors.joining());
  }
}
