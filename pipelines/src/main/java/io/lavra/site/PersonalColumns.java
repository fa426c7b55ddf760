package io.lavra.site;

import io.lavra.lake.Column;
import io.lavra.plan.Blueprint;
import io.lavra.project.ColumnSpec;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.table.lineage.ColumnLineage;
import io.lavra.table.lineage.Influence;
import io.lavra.table.lineage.Influences;
import io.lavra.table.lineage.TableColumn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns whose values pages hide: those marked as personal, and those that hold the same
 * values before or after, as a bronze column does that a personal silver column is read from.
 */
final class PersonalColumns {
  private final Set<TableColumn> marked = new HashSet<>();
  private final Set<TableColumn> all = new HashSet<>();

  private PersonalColumns() {}

  static PersonalColumns of(
      Lake lake, Map<String, Blueprint> blueprints, Map<String, ColumnLineage> lineage) {
    PersonalColumns columns = new PersonalColumns();
    blueprints.forEach(
        (table, blueprint) -> {
          for (Column column : blueprint.schema().columns()) {
            if (column.personal()) {
              columns.marked.add(key(table, column.name()));
            }
          }
        });
    for (Table table : lake.tables().values()) {
      for (ColumnSpec spec : table.columns()) {
        if (spec.personal()) {
          columns.marked.add(key(table.name(), spec.name()));
        }
      }
    }
    columns.spread(neighbours(lineage));
    return columns;
  }

  boolean isMarked(String table, String column) {
    return marked.contains(key(table, column));
  }

  /** Whether its values are hidden. */
  boolean contains(String table, String column) {
    return all.contains(key(table, column));
  }

  /** Whether any column of a table is hidden. */
  boolean isIn(String table) {
    return all.stream().anyMatch(column -> column.table().equals(table));
  }

  private void spread(Map<TableColumn, Set<TableColumn>> neighbours) {
    Deque<TableColumn> open = new ArrayDeque<>(marked);
    all.addAll(marked);
    while (!open.isEmpty()) {
      for (TableColumn next : neighbours.getOrDefault(open.pop(), Set.of())) {
        if (all.add(next)) {
          open.add(next);
        }
      }
    }
  }

  /** Columns with the same values, as they are or each brought to another form. */
  private static Map<TableColumn, Set<TableColumn>> neighbours(Map<String, ColumnLineage> lineage) {
    Map<TableColumn, Set<TableColumn>> neighbours = new HashMap<>();
    lineage.forEach(
        (table, origins) ->
            origins
                .columns()
                .forEach((column, from) -> join(key(table, column), from, neighbours)));
    return neighbours;
  }

  private static void join(
      TableColumn column, Influences from, Map<TableColumn, Set<TableColumn>> neighbours) {
    long direct =
        from.sources().values().stream()
            .filter(how -> how.stream().anyMatch(one -> one.kind().isDirect()))
            .count();
    from.sources()
        .forEach(
            (source, how) -> {
              if (how.stream().anyMatch(one -> keepsValues(one, direct == 1))) {
                TableColumn other = key(source.table(), source.column());
                neighbours.computeIfAbsent(column, c -> new HashSet<>()).add(other);
                neighbours.computeIfAbsent(other, c -> new HashSet<>()).add(column);
              }
            });
  }

  private static boolean keepsValues(Influence how, boolean alone) {
    return !how.masked()
        && (how.kind() == Influence.Kind.IDENTITY
            || (how.kind() == Influence.Kind.TRANSFORMATION && alone));
  }

  private static TableColumn key(String table, String column) {
    return new TableColumn(table, column.toLowerCase(Locale.ROOT));
  }
}
