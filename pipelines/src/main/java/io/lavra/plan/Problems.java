package io.lavra.plan;

import com.google.common.base.CharMatcher;
import io.lavra.project.Query;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.table.duckdb.SqlException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.util.Collection;

/** What a plan can find wrong with a lake. */
public final class Problems {
  private Problems() {}

  static Problem sql(Path file, SqlException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Only SELECT statements")) {
      return new Problem(
          new Place(file, e.line()), "This is not one SELECT.", "A table is one; remove the rest.");
    }
    String column = e.column() > 0 ? " (column " + e.column() + ")" : "";
    String problem = CharMatcher.anyOf(".! ").trimTrailingFrom(message) + column;
    return new Problem(new Place(file, e.line()), sentence(problem), "Correct the statement.");
  }

  /** What an exception says of a table, whose message may end with the remedy. */
  public static Problem of(Place place, Exception e) {
    return of(place, String.valueOf(e.getMessage()));
  }

  /** A problem, with the remedy behind it or not. */
  static Problem of(Place place, String text) {
    String message = text.strip();
    int end = message.indexOf(". ");
    return end < 0
        ? new Problem(place, sentence(message), "Correct the table file.")
        : new Problem(place, sentence(message.substring(0, end)), message.substring(end + 2));
  }

  static Problem unknownTable(Query query, String table, Collection<String> known) {
    return new Problem(
        new Place(query.file(), lineOf(query.sql(), table)),
        "There is no table \"%s\" in this lake.".formatted(table),
        Nearest.remedy(table, known));
  }

  static Problem expectation(IllegalExpectationException e) {
    String message = String.valueOf(e.getMessage()).substring(e.place().length() + 2);
    int end = message.indexOf(". ");
    return new Problem(
        Place.parse(e.place()),
        end < 0 ? message : message.substring(0, end + 1),
        end < 0 ? "Correct it." : message.substring(end + 2));
  }

  private static int lineOf(String sql, String name) {
    int at = sql.toLowerCase(java.util.Locale.ROOT).indexOf(name);
    return at < 0 ? 0 : CharMatcher.is('\n').countIn(sql.substring(0, at)) + 1;
  }

  static String sentence(String text) {
    String stripped = text.strip();
    String end =
        stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?") ? "" : ".";
    boolean startsWithAWord = stripped.matches("(?s)[\\p{L}]+[ :].*");
    return startsWithAWord
        ? Character.toUpperCase(stripped.charAt(0)) + stripped.substring(1) + end
        : stripped + end;
  }
}
