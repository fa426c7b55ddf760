package io.lavra.table.duckdb;

/** The text of one statement, which may stand in parentheses. */
public final class SqlStatement {
  private SqlStatement() {}

  /** The statement without the semicolons and comments after it. */
  public static String of(String sql) {
    return sql.substring(0, SqlMarks.of(sql).end());
  }
}
