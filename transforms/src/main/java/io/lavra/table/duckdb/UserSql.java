package io.lavra.table.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SQL that somebody wrote to stand within a larger statement. DuckDB's own parser says that it is
 * one expression or one SELECT, by itself and in its brackets, so it cannot leave the place it is
 * put in.
 *
 * @param sql the text in brackets
 * @param tables the tables it reads, as {@code layer.name}
 */
public record UserSql(String sql, Set<String> tables) {
  private static final String SELECT = "SELECT ";

  /** A lake's conditions are read again for every table that looks at them; to parse is dear. */
  private static final Cache<String, UserSql> EXPRESSIONS =
      CacheBuilder.newBuilder()
          .maximumWeight(4 << 20)
          .weigher((String sql, UserSql read) -> sql.length() + read.sql().length())
          .build();

  private static final Set<String> PARTS =
      Set.of("type", "select_list", "from_table", "cte_map", "aggregate_handling");

  public UserSql {
    tables = Set.copyOf(tables);
  }

  /**
   * One expression over a row's columns.
   *
   * @throws SqlException where it is anything else, or reads a table
   */
  public static UserSql expression(String sql) {
    UserSql known = EXPRESSIONS.getIfPresent(sql);
    if (known != null) {
      return known;
    }
    UserSql read = read(sql);
    EXPRESSIONS.put(sql, read);
    return read;
  }

  private static UserSql read(String sql) {
    JsonNode expression = oneExpression(sql, Set.of());
    List<String> types = expression.findValuesAsText("type");
    if (types.contains("BASE_TABLE") || types.contains("TABLE_FUNCTION")) {
      throw SqlException.at(sql, 0, "a condition looks at one row; it cannot read tables");
    }
    return new UserSql("(" + sql + close(sql), Set.of());
  }

  /**
   * A text that is one expression, or one SELECT, whose rows come from what it is given and from no
   * table, as parsed.
   *
   * @param macros functions that give rows
   * @throws SqlException where it is anything else
   */
  static JsonNode alone(String sql, boolean rows, Set<String> macros) {
    if (!rows) {
      return oneExpression(sql, macros);
    }
    JsonNode select = oneSelect(sql, sql);
    SqlTree.tables(sql, select, macros);
    return select;
  }

  /** Nothing that reads files or tells of the engine; places are those of the text itself. */
  private static void requireNoFiles(String sql, JsonNode select, Set<String> macros) {
    try {
      SqlTree.tables(SELECT + sql, select, macros);
    } catch (SqlException e) {
      throw e.before(SELECT.length());
    }
  }

  private static JsonNode oneExpression(String sql, Set<String> macros) {
    JsonNode select = expression("", sql, "");
    requireNoFiles(sql, select, macros);
    JsonNode alone = one(select, sql);
    JsonNode within = one(expression("(", sql, close(sql)), sql);
    if (!alone.equals(within)) {
      throw notOne(sql);
    }
    return alone;
  }

  /**
   * One SELECT.
   *
   * @param nickname what the statement calls the table that it is about
   * @param table the name that table has
   * @throws SqlException where it is anything else, reads files, or does not read that table
   */
  public static UserSql select(String sql, Pattern nickname, String table) {
    SqlMarks marks = SqlMarks.of(sql);
    String named = SqlStatement.of(marks.replace(nickname, SqlText.identifier(table)));
    JsonNode alone = oneSelect(named, sql);
    return new UserSql("(" + named + close(named), SqlTree.tables(named, alone, Set.of()));
  }

  /** Checks that a text is one SELECT, by itself and in brackets; throws {@link SqlException}. */
  public static void requireSelect(String sql) {
    oneSelect(sql, sql);
  }

  /** The statement by itself, which is also one in brackets. */
  private static JsonNode oneSelect(String sql, String written) {
    JsonNode alone = SqlTree.of(sql);
    if (alone.size() != 1 || SqlTree.of("SELECT * FROM (" + sql + "\n)").size() != 1) {
      throw SqlException.at(written, 0, "one SELECT is expected, not " + alone.size());
    }
    return alone;
  }

  /** The expression that a text is, without positions. */
  private static JsonNode expression(String before, String sql, String after) {
    try {
      return SqlTree.of(SELECT + before + sql + after);
    } catch (SqlException e) {
      throw e.before(SELECT.length() + before.length());
    }
  }

  private static JsonNode one(JsonNode statements, String sql) {
    JsonNode select = statements.path(0).path("node");
    JsonNode expression = select.path("select_list").path(0);
    boolean plain =
        statements.size() == 1
            && !statements.path(0).has("named_param_map")
            && PARTS.containsAll(List.copyOf(names(select)))
            && select.path("from_table").path("type").asText().equals("EMPTY")
            && select.path("select_list").size() == 1
            && expression.path("alias").asText().isEmpty()
            && !expression.path("class").asText().equals("STAR");
    if (!plain) {
      throw notOne(sql);
    }
    strip(expression);
    return expression;
  }

  private static Collection<String> names(JsonNode node) {
    List<String> names = new java.util.ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static SqlException notOne(String sql) {
    return SqlException.at(sql, 0, "this is not one expression");
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
        if (names.next().startsWith("query_location")) {
          names.remove();
        }
      }
    }
    node.forEach(UserSql::strip);
  }

  /** A comment at the end must not take the bracket. */
  private static String close(String sql) {
    return sql.contains("--") ? "\n)" : ")";
  }
}
