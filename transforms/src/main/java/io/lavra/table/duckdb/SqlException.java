package io.lavra.table.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.table.TableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A statement is wrong. {@link #line} and {@link #column} count from 1; 0 where DuckDB does not
 * say.
 */
public final class SqlException extends TableException {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int line;
  private final int column;
  private final String missing;

  private SqlException(String message, int line, int column) {
    this(message, line, column, "");
  }

  private SqlException(String message, int line, int column, String missing) {
    super(message);
    this.line = line;
    this.column = column;
    this.missing = missing;
  }

  /** The same with a column counted from what stands behind this many characters of one line. */
  SqlException before(int characters) {
    return new SqlException(
        String.valueOf(getMessage()),
        line,
        line == 1 ? Math.max(column - characters, 1) : column,
        missing);
  }

  /** A problem at a character of a text. */
  static SqlException atCharacter(String text, int character, String problem) {
    return at(text, text.substring(0, character).getBytes(StandardCharsets.UTF_8).length, problem);
  }

  /** The same in a text in which the statement begins at this character. */
  SqlException behind(String text, int start) {
    SqlException first = atCharacter(text, start, "");
    return new SqlException(
        String.valueOf(getMessage()),
        first.line + Math.max(line - 1, 0),
        line > 1 ? column : first.column + Math.max(column - 1, 0),
        missing);
  }

  /** The same place with other words. */
  SqlException saying(String message) {
    return new SqlException(message, line, column, missing);
  }

  /** The column that no table has, where that is what is wrong; else empty. */
  public Optional<String> missingColumn() {
    return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
  }

  /** A problem at a byte of a statement, as DuckDB counts. */
  public static SqlException at(String sql, int position, String problem) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(Math.max(position, 0), bytes.length);
    String before = new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    String lastLine = before.substring(before.lastIndexOf('\n') + 1);
    return new SqlException(problem, line, lastLine.codePointCount(0, lastLine.length()) + 1);
  }

  /**
   * DuckDB's error as JSON, with other words before it or not.
   *
   * @param offset how many bytes DuckDB was given before the statement
   */
  public static SqlException of(String message, String sql, int offset) {
    int json = message.indexOf('{');
    try {
      return of(JSON.readTree(message.substring(Math.max(json, 0))), sql, offset);
    } catch (JsonProcessingException e) {
      return new SqlException(firstLine(message), 0, 0);
    }
  }

  public static SqlException of(JsonNode error, String sql, int offset) {
    String problem =
        firstLine(error.path("exception_message").asText(error.path("error_message").asText()));
    SqlException e =
        error.has("position")
            ? at(sql, error.path("position").asInt() - offset, problem)
            : new SqlException(problem, 0, 0);
    boolean noColumn = error.path("error_subtype").asText().equals("COLUMN_NOT_FOUND");
    return noColumn ? new SqlException(problem, e.line, e.column, error.path("name").asText()) : e;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("");
  }
}
