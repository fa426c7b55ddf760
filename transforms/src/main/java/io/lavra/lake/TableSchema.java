package io.lavra.lake;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The columns of a table, in order. Names are unique, whatever their case. */
public record TableSchema(List<Column> columns) implements Serializable {
  public TableSchema {
    columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("Column \"%s\" appears twice".formatted(column.name()));
      }
    }
  }

  public static TableSchema of(Column... columns) {
    return new TableSchema(List.of(columns));
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
