package io.lavra.table;

/** The text of one statement, which may stand in parentheses. */
final class SqlStatement {
  private SqlStatement() {}

  /** The statement without the semicolons and comments after it. */
  static String of(String sql) {
    return sql.substring(0, SqlMarks.of(sql).end());
  }
}
