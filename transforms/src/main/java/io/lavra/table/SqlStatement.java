package io.lavra.table;

/** The text of one statement, which may stand in parentheses. */
final class SqlStatement {
  private final String sql;
  private int at;
  private int end;

  private SqlStatement(String sql) {
    this.sql = sql;
  }

  /** The statement without the semicolons and comments after it. */
  static String of(String sql) {
    SqlStatement statement = new SqlStatement(sql);
    while (statement.at < sql.length()) {
      statement.step();
    }
    return sql.substring(0, statement.end);
  }

  private void step() {
    char c = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      at = after("\n", at);
    } else if (sql.startsWith("/*", at)) {
      comment();
    } else if (c == '\'' || c == '"') {
      boolean escapes = c == '\'' && at > 0 && (sql.charAt(at - 1) | ' ') == 'e';
      quoted(c, escapes);
    } else if (c == '$') {
      dollars();
    } else {
      at++;
      end = Character.isWhitespace(c) || c == ';' ? end : at;
    }
  }

  /** Comments may hold comments. */
  private void comment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
  }

  /** A doubled quote reads as the end of one text and the start of the next. */
  private void quoted(char quote, boolean escapes) {
    at++;
    while (at < sql.length() && sql.charAt(at) != quote) {
      at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, sql.length());
    end = at;
  }

  /** Text between {@code $tag$} and the same again; a parameter such as {@code $1} is none. */
  private void dollars() {
    int close = at + 1;
    while (close < sql.length() && isTag(sql.charAt(close))) {
      close++;
    }
    boolean opens = close < sql.length() && sql.charAt(close) == '$';
    at = opens ? after(sql.substring(at, close + 1), close + 1) : at + 1;
    end = at;
  }

  private static boolean isTag(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private int after(String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }
}
