package io.lavra.table.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the columns of a table come from.
 *
 * @param columns what each column is made from, in the order of the table
 * @param rows what decides which rows there are: filters, joins, groups, orders
 */
public record ColumnLineage(Map<String, Influences> columns, Influences rows) {
  public static final ColumnLineage UNKNOWN = new ColumnLineage(Map.of(), Influences.NONE);

  public ColumnLineage {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** A line for each column, and one for the rows where anything decides on them. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    columns.forEach((column, from) -> text.append(column + ": " + from + "\n"));
    return rows.sources().isEmpty() ? text.toString() : text + "rows: " + rows + "\n";
  }
}
