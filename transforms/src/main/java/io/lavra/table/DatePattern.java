package io.lavra.table;

import java.util.List;
import java.util.Map;

/** Turns a date pattern in Java's letters into DuckDB's {@code strptime} form. */
final class DatePattern {
  private static final List<Map.Entry<String, String>> LETTERS =
      List.of(
          Map.entry("yyyy", "%Y"),
          Map.entry("uuuu", "%Y"),
          Map.entry("yy", "%y"),
          Map.entry("MMMM", "%B"),
          Map.entry("MMM", "%b"),
          Map.entry("MM", "%m"),
          Map.entry("M", "%-m"),
          Map.entry("dd", "%d"),
          Map.entry("d", "%-d"),
          Map.entry("HH", "%H"),
          Map.entry("H", "%-H"),
          Map.entry("hh", "%I"),
          Map.entry("mm", "%M"),
          Map.entry("ss", "%S"),
          Map.entry("SSSSSS", "%f"),
          Map.entry("SSS", "%g"),
          Map.entry("a", "%p"),
          Map.entry("XXX", "%z"),
          Map.entry("XX", "%z"),
          Map.entry("X", "%z"),
          Map.entry("Z", "%z"),
          Map.entry("EEEE", "%A"),
          Map.entry("EEE", "%a"));

  private DatePattern() {}

  /** Throws {@link IllegalArgumentException} for a letter that has no meaning. */
  static String toStrptime(String pattern) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'') {
        at = quoted(pattern, at, out);
      } else if (Character.isLetter(c)) {
        Map.Entry<String, String> letters = lettersAt(pattern, at);
        out.append(letters.getValue());
        at += letters.getKey().length();
      } else {
        out.append(c == '%' ? "%%" : String.valueOf(c));
        at++;
      }
    }
    return out.toString();
  }

  /** Adds the text that is quoted from a place on; two quotes are one. Gives the place behind. */
  private static int quoted(String pattern, int from, StringBuilder out) {
    if (pattern.startsWith("''", from)) {
      out.append('\'');
      return from + 2;
    }
    for (int at = from + 1; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c != '\'') {
        out.append(c == '%' ? "%%" : String.valueOf(c));
      } else if (pattern.startsWith("''", at)) {
        out.append(c);
        at++;
      } else {
        return at + 1;
      }
    }
    throw new IllegalArgumentException("Date format \"%s\" has an open quote".formatted(pattern));
  }

  private static Map.Entry<String, String> lettersAt(String pattern, int at) {
    int end = at;
    while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(at)) {
      end++;
    }
    String run = pattern.substring(at, end);
    return LETTERS.stream()
        .filter(entry -> entry.getKey().equals(run))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Date format \"%s\": \"%s\" is not known. Use yyyy MM dd HH mm ss SSS XXX; put other letters in quotes: 'T'."
                        .formatted(pattern, run)));
  }
}
