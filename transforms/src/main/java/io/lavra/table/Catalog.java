package io.lavra.table;

import static io.lavra.table.SqlText.tableName;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The columns of many tables and no rows: what a statement reads, and what it gives, without
 * running it.
 */
public final class Catalog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final DuckDb duckDb = DuckDb.withoutFiles();

  /** Functions that give rows without hiding which tables or files they read. */
  private final Set<String> rowSources =
      new HashSet<>(
          Set.of(
              "range",
              "generate_series",
              "generate_subscripts",
              "unnest",
              "repeat",
              "json_each",
              "json_tree"));

  /** Makes a table known. */
  public void add(String name, TableSchema schema) {
    InputViews.createSchema(duckDb, name);
    duckDb.execute(
        "CREATE OR REPLACE TABLE %s AS %s"
            .formatted(tableName(name), Relation.empty(schema, false)));
  }

  /** Makes macros known; throws {@link SqlException}. */
  public void addMacros(String sql) {
    explaining(sql, "", "", duckDb::execute);
    duckDb.forEach(
        "SELECT lower(function_name) FROM duckdb_functions() WHERE function_type = 'table_macro' AND NOT internal",
        row -> rowSources.add(String.valueOf(row.get(0))));
  }

  /**
   * The two-part names of the tables a SELECT reads.
   *
   * @throws SqlException where it is not one SELECT, or reads files
   */
  public Set<String> tablesRead(String sql) {
    JsonNode tree = parse(sql);
    if (tree.path("error").asBoolean()) {
      throw tree.has("position")
          ? SqlException.of(tree, sql, 0)
          : SqlException.at(sql, 0, tree.path("error_message").asText());
    }
    if (tree.path("statements").size() != 1) {
      throw SqlException.at(
          sql, 0, "one SELECT is expected, not " + tree.path("statements").size());
    }
    Set<String> tables = new TreeSet<>();
    collect(sql, tree, tables);
    return tables;
  }

  /**
   * The columns a SELECT gives, of the types a table can have.
   *
   * @throws SqlException for unknown tables, columns and functions, and for types a table cannot
   *     have
   */
  public TableSchema columns(String sql) {
    List<Column> columns = new ArrayList<>();
    explaining(
        SqlStatement.of(sql),
        "DESCRIBE (",
        "\n)",
        describe ->
            duckDb.forEach(
                describe,
                row ->
                    columns.add(
                        column(sql, String.valueOf(row.get(0)), String.valueOf(row.get(1))))));
    return new TableSchema(columns);
  }

  /**
   * Where the columns that a SELECT gives come from. What cannot be followed is said to come from
   * all columns of the tables read.
   *
   * @throws SqlException as {@link #columns} does
   */
  public ColumnLineage lineage(String sql) {
    return new StatementLineage(duckDb).of(sql, columns(sql).names(), tablesRead(sql));
  }

  /** Where the columns of a table that conforms another come from. */
  public ColumnLineage lineage(Conform conform, String from) {
    return lineage(new ConformLineage(conform, from).sql());
  }

  /**
   * Checks that a statement conforms a table. Throws {@link TableException}.
   *
   * @param zone the lake's
   */
  public void check(Conform conform, String table, String from, TableSchema source, String zone) {
    String sql = new ConformSql(conform, source, table, zone).select(tableName(from));
    try {
      explaining(sql, "DESCRIBE ", "", duckDb::rows);
    } catch (SqlException e) {
      throw new TableException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What is to be declared for a column's default that cannot be read as a text of the source is;
   * empty for one that can be read.
   *
   * @param zone the lake's
   */
  public Optional<String> refusal(ConformColumn column, String zone) {
    if (column.otherwise() == null) {
      return Optional.empty();
    }
    DefaultValue value = new DefaultValue(column, zone);
    return Optional.ofNullable(
        duckDb.text(
            "SELECT CASE WHEN %s IS NULL THEN %s END".formatted(value.sql(), value.remedy())));
  }

  @Override
  public void close() {
    duckDb.close();
  }

  private JsonNode parse(String sql) {
    try {
      return JSON.readTree(
          String.valueOf(duckDb.text("SELECT json_serialize_sql(" + SqlText.literal(sql) + ")")));
    } catch (JsonProcessingException e) {
      throw new TableException("DuckDB's syntax tree cannot be read: " + e.getMessage(), e);
    }
  }

  private void collect(String sql, JsonNode node, Set<String> tables) {
    if (node.isObject() && node.path("type").asText().equals("BASE_TABLE")) {
      String schema = node.path("schema_name").asText();
      String table = node.path("table_name").asText();
      if (!schema.isEmpty()) {
        tables.add((schema + "." + table).toLowerCase(Locale.ROOT));
      } else if (table.contains(".") || table.contains("/")) {
        throw SqlException.at(
            sql,
            node.path("query_location").asInt(0),
            "reads the file \"" + table + "\"; name a table of the lake instead");
      }
    }
    if (node.isObject() && node.path("type").asText().equals("TABLE_FUNCTION")) {
      requireKnown(sql, node);
    }
    node.forEach(child -> collect(sql, child, tables));
  }

  private void requireKnown(String sql, JsonNode node) {
    String function = node.path("function").path("function_name").asText().toLowerCase(Locale.ROOT);
    if (!rowSources.contains(function)) {
      throw SqlException.at(
          sql,
          node.path("query_location").asInt(0),
          "calls " + function + "; name a table of the lake instead of reading files");
    }
  }

  private static Column column(String sql, String name, String type) {
    try {
      return new Column(name, lakeType(type));
    } catch (IllegalArgumentException e) {
      throw SqlException.at(
          sql,
          0,
          "column \"%s\" has type %s, which a table cannot have; cast it, or use to_json"
              .formatted(name, type));
    }
  }

  private static ColumnType lakeType(String type) {
    if (type.endsWith("]")) {
      return ColumnType.arrayOf(lakeType(type.substring(0, type.lastIndexOf('['))));
    }
    return switch (type) {
      case "TINYINT", "SMALLINT", "UTINYINT", "USMALLINT", "INTEGER" -> ColumnType.INT;
      case "UINTEGER", "BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT" -> ColumnType.BIGINT;
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          ColumnType.TIMESTAMP;
      case "BLOB" -> ColumnType.BINARY;
      case "UUID", "JSON", "TIME", "\"NULL\"", "NULL" -> ColumnType.STRING;
      default -> type.startsWith("ENUM") ? ColumnType.STRING : ColumnType.parse(type);
    };
  }

  private static void explaining(
      String sql, String before, String after, Consumer<String> statement) {
    try {
      statement.accept(before + sql + after);
    } catch (SqlException e) {
      throw e;
    } catch (TableException e) {
      throw SqlException.of(String.valueOf(e.getMessage()), sql, before.length());
    }
  }
}
