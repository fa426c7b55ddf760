package io.lavra.table.lineage;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.identifiers;

import io.lavra.lake.ColumnType;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.duckdb.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A conformed table as the plainest statement with the same lineage: which column is made from
 * which, what filters rows and what picks one of a key's.
 */
record ConformLineage(Conform conform, String from) {
  String sql() {
    String rows =
        "SELECT * FROM (SELECT %s FROM %s)%s"
            .formatted(
                conform.columns().stream().map(this::column).collect(Collectors.joining(", ")),
                SqlText.tableName(from),
                where());
    Deduplicate one = conform.deduplicate();
    if (one == null) {
      return rows;
    }
    String order = one.by() == null ? "" : " ORDER BY " + identifier(one.by());
    return "SELECT DISTINCT ON (%s) * FROM (%s)%s".formatted(identifiers(one.key()), rows, order);
  }

  private String column(ConformColumn column) {
    String made = identifier(column.from());
    if (!isLeftAlone(column)) {
      made = "CAST(%s AS %s)".formatted(made, SqlText.typeName(column.type()));
      made = column.type().equals(ColumnType.STRING) ? "trim(" + made + ")" : made;
    }
    return made + " AS " + identifier(column.name());
  }

  private static boolean isLeftAlone(ConformColumn column) {
    return column.type().equals(ColumnType.STRING)
        && !column.trim()
        && column.letterCase() == null
        && column.nulls().isEmpty()
        && column.otherwise() == null;
  }

  /** A row that breaks a rule is kept back: for the table that is a filter. */
  private String where() {
    List<String> predicates = new ArrayList<>();
    if (conform.where() != null) {
      predicates.add(conform.where());
    }
    conform.rules().forEach(rule -> predicates.add(rule.predicate()));
    for (ConformColumn column : conform.columns()) {
      if (column.rule() != null) {
        predicates.add(column.rule());
      }
    }
    return predicates.isEmpty()
        ? ""
        : predicates.stream().collect(Collectors.joining("\n) AND (", " WHERE (", "\n)"));
  }
}
