package io.lavra.quality.expectation;

import java.util.Optional;

/**
 * {@code row_condition}: SQL over a row's columns that says which rows an expectation speaks of. It
 * has to be one expression, closed in itself: it can neither end the statement it is put in nor
 * hide the rest of it in a comment.
 */
final class RowCondition {
  private RowCondition() {}

  static Optional<String> of(Arguments arguments) {
    if (arguments.find("row_condition").orElse(null) instanceof ImportedCondition imported) {
      return Optional.of("(" + imported.sql() + ")");
    }
    Optional<String> condition = arguments.findText("row_condition");
    condition
        .filter(sql -> !isClosed(sql))
        .ifPresent(
            sql -> {
              throw arguments.mistyped(
                  "row_condition", "one SQL condition without ;, comments or open brackets", sql);
            });
    return condition.map(sql -> "(" + sql + ")");
  }

  /** Throws where SQL could leave the place it is put in. */
  static void check(Arguments arguments, String name, String sql) {
    if (!isClosed(sql)) {
      throw arguments.mistyped(name, "SQL without ;, comments or open brackets", sql);
    }
  }

  private static boolean isClosed(String sql) {
    int depth = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"') {
        i = sql.indexOf(c, i + 1);
        if (i < 0) {
          return false;
        }
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0 || c == ';' || c == '$' || c == '\0' || startsComment(sql, i)) {
        return false;
      }
    }
    return depth == 0;
  }

  private static boolean startsComment(String sql, int at) {
    return sql.startsWith("--", at) || sql.startsWith("/*", at);
  }
}
