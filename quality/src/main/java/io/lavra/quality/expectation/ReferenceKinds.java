package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every value occurs in a column of another table, as dbt's {@code relationships}. */
final class ReferenceKinds {
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "relationships",
              List.of("column", "to", "field", "mostly", "row_condition"),
              ReferenceKinds::relationships));

  private ReferenceKinds() {}

  private static Statement relationships(Arguments arguments) {
    String column = arguments.text("column");
    String to = table(arguments, "to");
    String field = arguments.text("field");
    Rows rows = Rows.of(arguments);
    String scope = rows.and(Sql.name(column) + " IS NOT NULL");
    String known =
        "EXISTS (SELECT 1 FROM %s AS p WHERE p.%s = groups.v1)"
            .formatted(Sql.table(to), Sql.name(field));
    String orphans = "any_value((SELECT sum(n) FROM groups WHERE NOT %s))".formatted(known);
    return new Share(
        Optional.of(column),
        column,
        "values",
        rows.present(column),
        rows.groups(column).measure("orphans", "coalesce(" + orphans + ", 0)"),
        "missing from " + to + "." + field,
        arguments.mostly(),
        () -> Analyzers.compliance("relationships", known, Optional.of(scope), List.of(column)),
        List.of(ColumnUse.any(column)),
        Optional.empty(),
        Set.of(to));
  }

  /** Another table of the lake. */
  static String table(Arguments arguments, String argument) {
    String table = arguments.text(argument);
    if (!table.matches("[^.]+\\.[^.]+")) {
      throw arguments.mistyped(argument, "a table as layer.name", table);
    }
    return table;
  }
}
