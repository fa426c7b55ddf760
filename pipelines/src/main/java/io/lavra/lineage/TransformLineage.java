package io.lavra.lineage;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.tableName;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.plan.Blueprint;
import io.lavra.project.Transformed;
import io.lavra.table.TableTransform.Prepared;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.lineage.Catalog;
import io.lavra.table.lineage.ColumnLineage;
import io.lavra.table.lineage.Influence.Kind;
import io.lavra.table.lineage.Influences;
import io.lavra.table.lineage.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the columns of a named transform come from. What happens between its elements and its rows
 * is the transform's own: columns that {@code with} names as keys or ids go through as they are,
 * every other is taken to be made from every column that the transform reads besides.
 */
record TransformLineage(Transformed transformed, Blueprint blueprint, Catalog catalog) {
  ColumnLineage lineage() {
    Prepared prepared = blueprint.prepared().orElseThrow();
    Set<TableColumn> read = new TreeSet<>();
    ColumnLineage elements = catalog.lineage(withInputs(prepared.select()));
    elements.columns().values().forEach(column -> read.addAll(column.sources().keySet()));
    read.addAll(elements.rows().sources().keySet());
    Set<String> keys = named("keys", "id");
    Set<String> groups = named("keys");
    Influences values =
        sum(read.stream().filter(c -> !keys.contains(c.column())), Kind.TRANSFORMATION);
    Map<String, Influences> columns = new LinkedHashMap<>();
    for (String column : prepared.output().names()) {
      columns.put(
          column,
          keys.contains(column)
              ? sum(read.stream().filter(c -> c.column().equals(column)), Kind.IDENTITY)
              : values);
    }
    return new ColumnLineage(
        columns, sum(read.stream().filter(c -> groups.contains(c.column())), Kind.GROUP_BY));
  }

  private static Influences sum(Stream<TableColumn> columns, Kind kind) {
    return columns
        .map(column -> Influences.of(column, kind))
        .reduce(Influences.NONE, Influences::and);
  }

  /** The columns in these lists of {@code with}. */
  private Set<String> named(String... lists) {
    return Stream.of(lists)
        .flatMap(key -> transformed.with().get(key) instanceof List<?> list ? list.stream() : null)
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  /** The select with its inputs under the names it gives them, and without a last version. */
  private String withInputs(String select) {
    List<String> inputs = new ArrayList<>();
    transformed
        .inputs()
        .forEach(
            (name, table) ->
                inputs.add(
                    "%s AS (SELECT * FROM %s)".formatted(identifier(name), tableName(table))));
    inputs.add("previous AS (%s)".formatted(nothing(blueprint.schema())));
    return "WITH %s SELECT * FROM (%s\n)".formatted(String.join(", ", inputs), select);
  }

  private static String nothing(TableSchema schema) {
    return schema.columns().stream()
        .map(TransformLineage::none)
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  private static String none(Column column) {
    return "CAST(NULL AS %s) AS %s"
        .formatted(SqlText.typeName(column.type()), identifier(column.name()));
  }
}
