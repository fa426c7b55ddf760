package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.literal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL conditions over a JSON text, {@code line}. */
final class JsonLine {
  /** What a pattern for all columns is worth: beyond, it takes RE2 more time than it saves. */
  private static final int MOST_COLUMNS = 40;

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_.:@$ -]+");

  /** Text without escapes, a whole number, a word: none of it can be read in two ways. */
  private static final String VALUE =
      "(?:\"[^\"\\\\\\x00-\\x1f]*\"|-?[1-9][0-9]*|0|true|false|null)";

  /**
   * What DuckDB prints otherwise than it is written, or reads although it is no JSON: numbers with
   * an exponent, a zero at the end, 16 digits or more, or far from one, and minus zero; commas
   * before a closing bracket; words. It may also be within a string.
   */
  private static final String INEXACT =
      String.join(
          "|",
          "[0-9][eE][+-]?[0-9]+[ \\t\\r\\n]*(?:[,}\\]]|$)",
          "\\.(?:[0-9]+0|[0-9]{8,}|0000[0-9]*)[ \\t\\r\\n]*(?:[,}\\]]|$)",
          "[0-9]{8}\\.[0-9]+[ \\t\\r\\n]*(?:[,}\\]]|$)",
          "-0[ \\t\\r\\n]*(?:[,}\\]]|$)",
          ",[ \\t\\r\\n]*[}\\]]",
          "[:,\\[ \\t\\r\\n-](?i:nan|inf)");

  private JsonLine() {}

  /**
   * Whether the line is an object of these keys in this order with plain values. It is then exactly
   * as DuckDB reads it, and no more has to be asked. Costs no more than asking whether it is JSON.
   */
  static String plain(List<String> keys) {
    if (keys.isEmpty()
        || keys.size() > MOST_COLUMNS
        || !keys.stream().allMatch(key -> PLAIN_KEY.matcher(key).matches())) {
      return "false";
    }
    String pattern =
        keys.stream()
            .map(key -> "\"" + key.replaceAll("[.$-]", "[$0]") + "\": ?" + VALUE)
            .collect(Collectors.joining(", ?", "\\{", "\\}\\r?"));
    return "regexp_full_match(line, " + literal(pattern) + ")";
  }

  /** The number of lines among some that may not be as DuckDB reads them. */
  static String inexact(String which) {
    return "count(*) FILTER (CASE WHEN %s THEN regexp_matches(line, %s) ELSE false END)"
        .formatted(which, literal(INEXACT));
  }
}
