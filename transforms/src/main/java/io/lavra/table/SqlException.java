package io.lavra.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A statement is wrong. {@link #line} and {@link #column} count from 1; 0 where DuckDB does not
 * say.
 */
public final class SqlException extends TableException {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int line;
  private final int column;

  private SqlException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** A problem at a byte of a statement, as DuckDB counts. */
  static SqlException at(String sql, int position, String problem) {
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
  static SqlException of(String message, String sql, int offset) {
    int json = message.indexOf('{');
    try {
      return of(JSON.readTree(message.substring(Math.max(json, 0))), sql, offset);
    } catch (JsonProcessingException e) {
      return new SqlException(firstLine(message), 0, 0);
    }
  }

  static SqlException of(JsonNode error, String sql, int offset) {
    String problem =
        firstLine(error.path("exception_message").asText(error.path("error_message").asText()));
    return error.has("position")
        ? at(sql, error.path("position").asInt() - offset, problem)
        : new SqlException(problem, 0, 0);
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
