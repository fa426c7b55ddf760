package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.Measure;
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
    String scope = rows.and("s." + Sql.name(column) + " IS NOT NULL");
    String known =
        "EXISTS (SELECT 1 FROM %s AS p WHERE p.%s = s.%s)"
            .formatted(Sql.table(to), Sql.name(field), Sql.name(column));
    String orphans = "SELECT count(*) FROM staged AS s WHERE %s AND NOT %s".formatted(scope, known);
    return new Share(
        Optional.of(column),
        column,
        "values",
        rows.present(column),
        Rows.hashed("orphans(" + Sql.name(column) + ")", Measure.Kind.QUERY, orphans),
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
