package io.lavra.table.duckdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which characters of SQL are code, which stand in quotes and which are comments, by DuckDB's
 * lexical rules.
 */
final class SqlMarks {
  private static final char CODE = 'c';
  private static final char QUOTED = 'q';
  private static final char COMMENT = '-';

  private final String sql;
  private final char[] marks;
  private int at;

  private SqlMarks(String sql) {
    this.sql = sql;
    this.marks = new char[sql.length()];
  }

  static SqlMarks of(String sql) {
    SqlMarks text = new SqlMarks(sql);
    while (text.at < sql.length()) {
      text.step();
    }
    return text;
  }

  /**
   * A statement of several.
   *
   * @param start where it begins in the whole text
   * @param code the statement alone, with blanks for comments
   */
  record Part(int start, String code) {}

  /** The statements that semicolons part; none of blanks and comments only. */
  List<Part> statements() {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= sql.length(); i++) {
      if (i == sql.length() || (sql.charAt(i) == ';' && marks[i] == CODE)) {
        String code = code(start, i);
        if (!code.isBlank()) {
          int blanks = code.length() - code.stripLeading().length();
          parts.add(new Part(start + blanks, code.strip()));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  /** The end of the last character that is neither a blank, a semicolon nor in a comment. */
  int end() {
    int end = sql.length();
    while (end > 0
        && (marks[end - 1] == COMMENT
            || (marks[end - 1] == CODE
                && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))))) {
      end--;
    }
    return end;
  }

  /** The text with another in place of what a pattern finds outside of quotes and comments. */
  String replace(Pattern pattern, String by) {
    return pattern
        .matcher(sql)
        .replaceAll(
            found -> Matcher.quoteReplacement(marks[found.start()] == CODE ? by : found.group()));
  }

  /** Whether a pattern is found outside of quotes and comments. */
  boolean has(Pattern pattern) {
    return pattern.matcher(sql).results().anyMatch(found -> marks[found.start()] == CODE);
  }

  /** The bracket that closes the one here; -1 if there is none here, or none closes it. */
  int closing(int open) {
    if (open >= sql.length() || sql.charAt(open) != '(' || marks[open] != CODE) {
      return -1;
    }
    int close = next(')', open + 1, sql.length());
    return close == sql.length() ? -1 : close;
  }

  /** The first such character outside of quotes and brackets; the end if there is none. */
  int next(char wanted, int from, int end) {
    int depth = 0;
    for (int i = from; i < end; i++) {
      char c = marks[i] == CODE ? sql.charAt(i) : ' ';
      if (c == wanted && depth == 0) {
        return i;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
    return end;
  }

  private String code(int from, int to) {
    StringBuilder code = new StringBuilder(sql.substring(from, to));
    for (int i = from; i < to; i++) {
      if (marks[i] == COMMENT && sql.charAt(i) != '\n') {
        code.setCharAt(i - from, ' ');
      }
    }
    return code.toString();
  }

  private void step() {
    int from = at;
    char c = sql.charAt(at);
    char mark = CODE;
    if (sql.startsWith("--", at)) {
      at = after("\n", at);
      mark = COMMENT;
    } else if (sql.startsWith("/*", at)) {
      comment();
      mark = COMMENT;
    } else if (c == '\'' || c == '"') {
      quoted(c, c == '\'' && at > 0 && (sql.charAt(at - 1) | ' ') == 'e');
      mark = QUOTED;
    } else if (c == '$') {
      mark = dollars() ? QUOTED : CODE;
    } else {
      at++;
    }
    at = Math.min(at, sql.length());
    Arrays.fill(marks, from, at, mark);
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
    at++;
  }

  /** Text between {@code $tag$} and the same again; a parameter such as {@code $1} is none. */
  private boolean dollars() {
    int close = at + 1;
    while (close < sql.length() && isTag(sql.charAt(close))) {
      close++;
    }
    boolean opens = close < sql.length() && sql.charAt(close) == '$';
    at = opens ? after(sql.substring(at, close + 1), close + 1) : at + 1;
    return opens;
  }

  private static boolean isTag(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private int after(String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }
}
