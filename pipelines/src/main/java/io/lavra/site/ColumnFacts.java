package io.lavra.site;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.lineage.TableLineage;
import io.lavra.quality.docs.ColumnDocs;
import io.lavra.quality.docs.Origin;
import io.lavra.table.lineage.ColumnLineage;
import io.lavra.table.lineage.Influence;
import io.lavra.table.lineage.Influences;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What pages tell of a table's columns. */
record ColumnFacts(String table, PersonalColumns personal) {
  private static final Set<String> PARTITIONS = Set.of("year", "month", "day");

  /**
   * @param readers what readers see
   * @param declared what the definition gives
   */
  List<ColumnDocs> of(TableSchema readers, TableSchema declared, ColumnLineage lineage) {
    List<ColumnDocs> columns = new ArrayList<>();
    for (Column column : readers.columns()) {
      String name = column.name();
      boolean marked = column.personal() || personal.isMarked(table, name);
      columns.add(
          new ColumnDocs(
              name,
              column.type().text(),
              declared
                  .column(name)
                  .map(Column::description)
                  .filter(d -> !d.isEmpty())
                  .orElse(column.description()),
              marked,
              !marked && personal.contains(table, name),
              isAdded(name, lineage),
              origins(lineage.columns().getOrDefault(name, Influences.NONE))));
    }
    return columns;
  }

  private boolean isAdded(String name, ColumnLineage lineage) {
    return table.startsWith("bronze.")
        && !lineage.columns().containsKey(name)
        && (name.startsWith("_") || PARTITIONS.contains(name));
  }

  static List<Origin> origins(Influences influences) {
    List<Origin> origins = new ArrayList<>();
    influences
        .sources()
        .forEach(
            (from, how) ->
                origins.add(
                    new Origin(
                        from.table().equals(TableLineage.SOURCE) ? "file" : from.table(),
                        from.column(),
                        words(how),
                        how.stream().anyMatch(one -> one.kind().isDirect()))));
    return origins;
  }

  private static String words(SortedSet<Influence> how) {
    return how.stream().map(ColumnFacts::word).distinct().collect(Collectors.joining(", "));
  }

  private static String word(Influence how) {
    return switch (how.kind()) {
      case IDENTITY -> "as it is";
      case TRANSFORMATION -> "computed";
      case AGGREGATION -> "aggregated";
      case CONDITIONAL -> "condition";
      case JOIN -> "join";
      case GROUP_BY -> "group";
      case FILTER -> "filter";
      case SORT -> "order";
      case WINDOW -> "window";
    };
  }
}
