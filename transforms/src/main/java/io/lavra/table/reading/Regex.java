package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.literal;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Expressions for RE2, which DuckDB has. */
final class Regex {
  private Regex() {}

  /** A text that matches itself, whatever it consists of. */
  static String quote(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c < 128 && Character.isLetterOrDigit(c)
                    ? Character.toString(c)
                    : "\\x{%X}".formatted(c))
        .collect(Collectors.joining());
  }

  /** Any of these texts, the longest that fits. */
  static String any(Collection<String> texts) {
    return texts.stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .map(Regex::quote)
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  /** SQL: whether the whole value matches. */
  static String matches(String value, String expression) {
    return "regexp_full_match(%s, %s)".formatted(value, literal("(?:" + expression + ")"));
  }
}
