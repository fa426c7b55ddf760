package io.lavra.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement is wrong. {@link #line} and {@link #column} count from 1; 0 where DuckDB does not
 * say.
 */
public final class SqlException extends TableException {
  private static final Pattern MARKED =
      Pattern.compile("(?s)(.*?)\\s*\\n\\s*LINE (\\d+): ([^\\n]*)\\n( *)\\^.*");
  private static final String WRAPPED = "DESCRIBE (";
  private final int line;
  private final int column;

  private SqlException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** A problem at a character of a statement. */
  static SqlException at(String sql, int position, String problem) {
    String before = sql.substring(0, Math.min(Math.max(position, 0), sql.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new SqlException(problem, line, before.length() - before.lastIndexOf('\n'));
  }

  /** DuckDB's message, whose last lines show the place. */
  static SqlException of(String message) {
    Matcher marked = MARKED.matcher(message);
    if (!marked.matches()) {
      return new SqlException(firstLine(message), 0, 0);
    }
    int line = Integer.parseInt(marked.group(2));
    int column = marked.group(4).length() - ("LINE " + line + ": ").length() + 1;
    if (line == 1 && marked.group(3).startsWith(WRAPPED)) {
      column -= WRAPPED.length();
    }
    return new SqlException(firstLine(marked.group(1)), line, column);
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  private static String firstLine(String message) {
    return message
        .strip()
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("^(Binder|Catalog|Parser) Error: ", "");
  }
}
