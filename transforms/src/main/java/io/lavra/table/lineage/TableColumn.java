package io.lavra.table.lineage;

import java.util.Comparator;

/**
 * A column of a table of the lake.
 *
 * @param table {@code layer.name}
 */
public record TableColumn(String table, String column) implements Comparable<TableColumn> {
  private static final Comparator<TableColumn> ORDER =
      Comparator.comparing(TableColumn::table).thenComparing(TableColumn::column);

  @Override
  public int compareTo(TableColumn other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
