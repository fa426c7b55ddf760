package io.lavra.table.lineage;

import static io.lavra.table.duckdb.SqlText.tableName;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableException;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.ConformSql;
import io.lavra.table.conform.DefaultValue;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.InputViews;
import io.lavra.table.duckdb.MacroSizes;
import io.lavra.table.duckdb.Macros;
import io.lavra.table.duckdb.RefusedMacro;
import io.lavra.table.duckdb.Relation;
import io.lavra.table.duckdb.SqlException;
import io.lavra.table.duckdb.SqlStatement;
import io.lavra.table.duckdb.SqlTree;
import io.lavra.table.duckdb.UserSql;
import io.lavra.table.measure.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The columns of many tables and no rows: what a statement reads, and what it gives, without
 * running it.
 */
public final class Catalog implements AutoCloseable {
  private final DuckDb duckDb = DuckDb.withoutFiles();
  private final Map<String, TableSchema> schemas = new HashMap<>();
  private final Set<String> tableMacros = new HashSet<>();
  private final BindChecks checks = new BindChecks();
  private MacroSizes sizes = new MacroSizes();

  /** Makes a table known. */
  public void add(String name, TableSchema schema) {
    schemas.put(name, schema);
    InputViews.createSchema(duckDb, name);
    duckDb.execute(
        "CREATE OR REPLACE TABLE %s AS %s"
            .formatted(tableName(name), Relation.empty(schema, false)));
  }

  /** Makes the macros of several files known, in whatever order; gives those that cannot be. */
  public List<RefusedMacro> addMacros(List<String> files) {
    Macros macros = new Macros(duckDb);
    List<RefusedMacro> refused = macros.create(files);
    tableMacros.addAll(macros.tableMacros());
    sizes = macros.sizes();
    return refused;
  }

  /**
   * The two-part names of the tables a SELECT reads.
   *
   * @throws SqlException where it is not one SELECT, or reads files
   */
  public Set<String> tablesRead(String sql) {
    JsonNode statements = SqlTree.of(sql);
    if (statements.size() != 1) {
      throw SqlException.at(sql, 0, "one SELECT is expected, not " + statements.size());
    }
    UserSql.requireSelect(SqlStatement.of(sql));
    sizes.require(sql, statements);
    return SqlTree.tables(sql, statements, tableMacros);
  }

  /** The names of the columns a SELECT gives, whatever they are. Throws {@link SqlException}. */
  public List<String> names(String sql) {
    List<String> names = new ArrayList<>();
    explaining(
        SqlStatement.of(sql),
        "DESCRIBE (",
        "\n)",
        describe -> duckDb.forEach(describe, row -> names.add(String.valueOf(row.get(0)))));
    return names;
  }

  /**
   * The line on which a SELECT gives a column, counted from 1; 0 if that cannot be told.
   *
   * @param index the column's place among all, from 0
   */
  public static int lineOfColumn(String sql, int index) {
    return SqlTree.lineOfColumn(sql, index);
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
   * Binds what is measured of a table that is known, and of others, to their columns.
   *
   * @param others the tables that the measures read; where one is not known nothing is said
   * @throws SqlException for the first that cannot be evaluated
   */
  public void checkMeasures(String table, Set<String> others, List<Measure> measures) {
    if (schemas.keySet().containsAll(others)) {
      Map<String, TableSchema> read = new HashMap<>(schemas);
      read.keySet().retainAll(others);
      checks.measures(table, Objects.requireNonNull(schemas.get(table)), read, measures);
    }
  }

  /** Binds conditions over one row; throws {@link SqlException}. */
  public void checkConditions(TableSchema columns, List<UserSql> conditions) {
    checks.conditions(columns, conditions.stream().map(UserSql::sql).toList());
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
    checks.close();
    duckDb.close();
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
