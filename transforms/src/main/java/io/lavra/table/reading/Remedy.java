package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.literal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What to declare for a value that was not read.
 *
 * @param when SQL: the values it is for
 * @param say SQL: the words, in which the value may be quoted
 */
record Remedy(String when, String say) {
  static Remedy of(String when, String words) {
    return new Remedy(when, literal("; " + words));
  }

  /** The words of the first that fits, as SQL; nothing where none does. */
  static String first(List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return "''";
    }
    return remedies.stream()
        .map(remedy -> "WHEN %s THEN %s".formatted(remedy.when, remedy.say))
        .collect(Collectors.joining(" ", "CASE ", " ELSE '' END"));
  }
}
