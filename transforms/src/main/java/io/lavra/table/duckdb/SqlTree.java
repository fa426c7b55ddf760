package io.lavra.table.duckdb;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Futures;
import io.lavra.words.ProcessorTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SELECTs as DuckDB's own parser reads them. Nothing is looked up and nothing is run. */
public final class SqlTree {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Functions that give rows without hiding which tables or files they read. */
  private static final Set<String> ROW_SOURCES =
      Set.of(
          "range",
          "generate_series",
          "generate_subscripts",
          "unnest",
          "repeat",
          "json_each",
          "json_tree");

  /** Functions that tell of the engine, its session or the machine, or act on them. */
  private static final Set<String> TELLING =
      Set.of(
          "current_setting",
          "getvariable",
          "current_connection_id",
          "current_query",
          "current_query_id",
          "current_schemas",
          "current_transaction_id",
          "txid_current",
          "in_search_path",
          "currval",
          "nextval",
          "setval",
          "setseed",
          "sleep_ms",
          "stats",
          "version",
          "write_log");

  /** The engine's own tables. */
  private static final Pattern CATALOGUE = Pattern.compile("(duckdb|sqlite|pragma|pg)_.*");

  /** Of the processor's time: thousands of nested brackets keep DuckDB's parser for hours. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static @Nullable PreparedStatement parser;

  private SqlTree() {}

  /** The statements of a text; throws {@link SqlException} where one of them is no SELECT. */
  public static JsonNode of(String sql) {
    JsonNode tree = parse(sql);
    if (tree.path("error").asBoolean()) {
      throw tree.has("position")
          ? SqlException.of(tree, sql, 0)
          : SqlException.at(sql, 0, tree.path("error_message").asText());
    }
    return tree.path("statements");
  }

  /** The line of an item of the select list; that of a star where the column comes out of it. */
  public static int lineOfColumn(String sql, int index) {
    JsonNode node = of(sql).path(0).path("node");
    while (node.has("children") && !node.has("select_list")) {
      node = node.path("children").path(0);
    }
    JsonNode items = node.path("select_list");
    int line = 0;
    for (int i = 0; i < items.size() && i <= index; i++) {
      JsonNode at = located(items.path(i));
      line = at.isMissingNode() ? line : SqlException.at(sql, at.asInt(), "").line();
      if (items.path(i).path("class").asText().equals("STAR")) {
        break;
      }
    }
    return line;
  }

  /** A place in an expression: its own, or the first of its parts. */
  private static JsonNode located(JsonNode node) {
    JsonNode place = node.path("query_location");
    if (place.canConvertToInt()) {
      return place;
    }
    for (JsonNode part : node) {
      JsonNode found = located(part);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return MissingNode.getInstance();
  }

  /** A parser that does not come to an end is left to itself: nothing stops it. */
  private static synchronized JsonNode parse(String sql) {
    try {
      PreparedStatement call = parser == null ? parser() : parser;
      FutureTask<JsonNode> parsing = new FutureTask<>(() -> parse(sql, call));
      parser = null;
      ProcessorTime.run(parsing, new Thread(parsing, "lavra-sql-parser"), PATIENCE);
      JsonNode tree = requireNonNull(Futures.getUnchecked(parsing));
      parser = call;
      return tree;
    } catch (TimeoutException e) {
      String problem =
          "DuckDB's parser needs more than %s s for it; write fewer brackets and signs within each other";
      throw SqlException.at(sql, 0, problem.formatted(PATIENCE.toSeconds()));
    } catch (SQLException | ExecutionException e) {
      String problem = String.valueOf(Throwables.getRootCause(e).getMessage());
      throw SqlException.of(problem, sql, 0);
    }
  }

  private static PreparedStatement parser() throws SQLException {
    return Engine.connect()
        .prepareStatement("SELECT json_serialize_sql(?, skip_null := true, skip_empty := true)");
  }

  private static JsonNode parse(String sql, PreparedStatement call)
      throws SQLException, JsonProcessingException {
    call.setString(1, sql.replace('\0', '\u0001'));
    try (ResultSet result = call.executeQuery()) {
      result.next();
      return JSON.readTree(result.getString(1));
    }
  }

  /**
   * The two-part names of the tables that statements read.
   *
   * @param macros further functions that give rows
   * @throws SqlException where files are read, or what tells of the engine or the machine
   */
  public static Set<String> tables(String sql, JsonNode tree, Set<String> macros) {
    Set<String> tables = new TreeSet<>();
    collect(sql, tree, macros, named(tree), tables);
    return tables;
  }

  /** The names that WITH gives. */
  private static Set<String> named(JsonNode tree) {
    return tree.findValues("cte_map").stream()
        .flatMap(with -> with.findValuesAsText("key").stream())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static void collect(
      String sql, JsonNode node, Set<String> macros, Set<String> with, Set<String> tables) {
    switch (node.isObject() ? node.path("type").asText() : "") {
      case "BASE_TABLE" -> table(sql, node, with, tables);
      case "TABLE_FUNCTION" -> requireKnown(sql, node, macros);
      case "FUNCTION" -> requireSilent(sql, node);
      default -> {
        // names nothing
      }
    }
    node.forEach(child -> collect(sql, child, macros, with, tables));
  }

  private static void table(String sql, JsonNode node, Set<String> with, Set<String> tables) {
    String schema = node.path("schema_name").asText();
    String table = node.path("table_name").asText();
    if (!schema.isEmpty()) {
      tables.add((schema + "." + table).toLowerCase(Locale.ROOT));
    } else if (table.contains(".") || table.contains("/")) {
      throw at(sql, node, "reads the file \"" + table + "\"; name a table of the lake instead");
    } else if (!with.contains(table.toLowerCase(Locale.ROOT))
        && CATALOGUE.matcher(table.toLowerCase(Locale.ROOT)).matches()) {
      throw at(
          sql, node, "reads " + table + ", which tells of the engine; name a table of the lake");
    }
  }

  private static void requireKnown(String sql, JsonNode node, Set<String> macros) {
    String function = function(node.path("function"));
    if (!ROW_SOURCES.contains(function) && !macros.contains(function)) {
      throw at(
          sql, node, "calls " + function + "; name a table of the lake instead of reading files");
    }
  }

  private static void requireSilent(String sql, JsonNode node) {
    String function = function(node);
    if (TELLING.contains(function)) {
      throw at(
          sql,
          node,
          "calls " + function + ", which tells of the engine or acts on it; compute with columns");
    }
  }

  private static String function(JsonNode node) {
    return node.path("function_name").asText().toLowerCase(Locale.ROOT);
  }

  private static SqlException at(String sql, JsonNode node, String problem) {
    return SqlException.at(sql, node.path("query_location").asInt(0), problem);
  }
}
