package io.lavra.quality.expectation;

import io.lavra.table.duckdb.SqlException;
import io.lavra.table.duckdb.UserSql;
import java.util.Optional;
import java.util.regex.Pattern;

/** SQL that stands in an expectation: a condition over a row's columns, or a whole statement. */
final class RowCondition {
  private RowCondition() {}

  /** {@code row_condition} in brackets: which rows an expectation speaks of. */
  static Optional<String> of(Arguments arguments) {
    if (arguments.find("row_condition").orElse(null) instanceof ImportedCondition imported) {
      return Optional.of("(" + imported.sql() + ")");
    }
    return arguments.findText("row_condition").map(sql -> condition(arguments, sql));
  }

  private static String condition(Arguments arguments, String sql) {
    try {
      return UserSql.expression(sql).sql();
    } catch (SqlException e) {
      throw illegal(arguments, "row_condition", "one SQL condition", sql, e);
    }
  }

  /**
   * A statement about the staged table.
   *
   * @param nickname what it calls that table
   */
  static UserSql select(Arguments arguments, String name, String sql, Pattern nickname) {
    try {
      return UserSql.select(sql, nickname, "staged");
    } catch (SqlException e) {
      throw illegal(arguments, name, "one SELECT", sql, e);
    }
  }

  private static RuntimeException illegal(
      Arguments arguments, String name, String wanted, String sql, SqlException e) {
    return arguments.illegal(
        "takes %s as \"%s\", not %s (%s). Correct it.",
        wanted, name, sql, String.valueOf(e.getMessage()));
  }
}
