package io.lavra.plan;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.project.ColumnSpec;
import io.lavra.project.Table;
import io.lavra.project.yaml.Condition;
import io.lavra.quality.Suite;
import io.lavra.table.duckdb.SqlException;
import io.lavra.table.duckdb.UserSql;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Binds {@code where} and the {@code rule}s of a table to its columns. */
record CheckConditions(Catalog catalog, TableSchema columns) {
  private static final Map<String, ColumnType> LINEAGE =
      Map.of(
          "_source", ColumnType.STRING,
          "_offset", ColumnType.BIGINT,
          "_arrived_at", ColumnType.TIMESTAMP);

  /**
   * @param schema the columns the table will have
   */
  static CheckConditions of(Catalog catalog, TableSchema schema) {
    List<Column> columns = new ArrayList<>(schema.columns());
    LINEAGE.forEach(
        (name, type) -> {
          if (schema.column(name).isEmpty()) {
            columns.add(new Column(name, type));
          }
        });
    return new CheckConditions(catalog, new TableSchema(columns));
  }

  /** What cannot be evaluated, with the lines of their keys. */
  List<Problem> check(Table table) {
    List<Condition> written =
        Stream.concat(
                table.columns().stream().map(ColumnSpec::rule).flatMap(rule -> rule.stream()),
                table.where().stream())
            .toList();
    List<Problem> problems = new ArrayList<>();
    try {
      catalog.checkConditions(columns, read(written));
    } catch (SqlException any) {
      written.forEach(condition -> check(condition, problems));
    }
    return problems;
  }

  private void check(Condition condition, List<Problem> problems) {
    try {
      catalog.checkConditions(columns, read(List.of(condition)));
    } catch (SqlException e) {
      problems.add(Problems.of(condition.place(), Suite.words(e, columns)));
    }
  }

  private static List<UserSql> read(List<Condition> conditions) {
    return conditions.stream().map(condition -> UserSql.expression(condition.sql())).toList();
  }
}
