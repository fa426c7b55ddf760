package io.lavra.table.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code CREATE MACRO}, taken apart before it is run. DuckDB's parser serializes SELECTs only;
 * so the head is held to its form here, and DuckDB's parser says of each default value and each
 * body that it is one expression or one SELECT, by itself and in brackets. What is one by itself
 * ends where it ends, so nothing else can stand in the statement.
 */
final class MacroStatement {
  private static final String NAME = "(?:\"[^\"]+\"|[\\p{L}_][\\p{L}\\p{N}_]*)";

  private static final Pattern HEAD =
      Pattern.compile(
          "(?is)create\\s+(?:or\\s+replace\\s+)?(?:temp(?:orary)?\\s+)?(?:macro|function)\\s+(?:if\\s+not\\s+exists\\s+)?("
              + NAME
              + ")\\s*");

  private static final Pattern AS = Pattern.compile("(?is)\\s*as\\b\\s*(table\\b\\s*)?");

  /** A name, a type or none, and what stands before a default value. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?is)\\s*"
              + NAME
              + "(?:\\s+(?!default\\b)[a-z_][\\w ]*(?:\\(\\s*\\d+(?:\\s*,\\s*\\d+)?\\s*\\))?(?:\\[\\d*\\])*)?\\s*(?:(:=|=>|\\bdefault\\b)(.*))?");

  private MacroStatement() {}

  /** The name that follows the head; empty if the statement is none that makes a macro. */
  static String name(String code) {
    Matcher head = HEAD.matcher(code);
    return head.lookingAt() ? head.group(1).replace("\"", "") : "";
  }

  /**
   * Checks that a statement makes a macro and does nothing else; gives what it is made of, as
   * parsed: the bodies and the default values.
   *
   * @param code the statement with blanks for comments
   * @param tables the macros that give rows
   * @throws SqlException at its place in the statement
   */
  static List<JsonNode> parts(String code, Set<String> tables) {
    List<JsonNode> parts = new ArrayList<>();
    Matcher head = HEAD.matcher(code);
    if (!head.lookingAt()) {
      throw SqlException.at(code, 0, "only CREATE MACRO statements stand in macro files");
    }
    SqlMarks marks = SqlMarks.of(code);
    for (int at = head.end(); at < code.length(); ) {
      at = definition(code, marks, at, tables, parts);
    }
    return parts;
  }

  /** Parameters and body; gives where the next ones begin. */
  private static int definition(
      String code, SqlMarks marks, int open, Set<String> tables, List<JsonNode> parts) {
    int close = marks.closing(open);
    Matcher as = AS.matcher(code);
    if (close < 0 || !as.find(close + 1) || as.start() != close + 1) {
      throw SqlException.atCharacter(
          code, open, "a macro is written CREATE MACRO name(parameters) AS expression");
    }
    for (int from = open + 1; from <= close; ) {
      int end = marks.next(',', from, close);
      parameter(code, from, end, tables, parts);
      from = end + 1;
    }
    boolean rows = as.group(1) != null;
    int end = rows ? code.length() : marks.next(',', as.end(), code.length());
    parts.add(body(code, as.end(), end, rows, tables));
    return end == code.length() ? end : start(code, end + 1);
  }

  private static int start(String code, int from) {
    int next = CharMatcher.whitespace().negate().indexIn(code, from);
    return next < 0 ? code.length() : next;
  }

  private static void parameter(
      String code, int from, int end, Set<String> tables, List<JsonNode> parts) {
    Matcher parameter = PARAMETER.matcher(code.substring(from, end));
    if (code.substring(from, end).isBlank()) {
      return;
    }
    if (!parameter.matches()) {
      throw SqlException.atCharacter(
          code, start(code, from), "a parameter is a name, or a name := a value");
    }
    if (parameter.group(2) != null) {
      parts.add(body(code, from + parameter.start(2), end, false, tables));
    }
  }

  private static JsonNode body(String code, int from, int end, boolean rows, Set<String> tables) {
    String text = code.substring(from, end);
    try {
      return UserSql.alone(text, rows, tables);
    } catch (SqlException e) {
      throw String.valueOf(e.getMessage()).startsWith("Only SELECT")
          ? SqlException.atCharacter(
              code, start(code, from), "one expression or SELECT is expected")
          : e.behind(code, from);
    }
  }
}
