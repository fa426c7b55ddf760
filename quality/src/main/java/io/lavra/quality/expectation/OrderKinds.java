package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values that rise or fall from row to row; nulls are passed over. A table has no order of its own:
 * {@code order_by} gives it one. Without it, rows come as they are stored.
 */
final class OrderKinds {
  private static final List<String> ARGUMENTS =
      List.of("column", "strictly", "order_by", "mostly", "row_condition");

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_values_to_be_increasing", ARGUMENTS, a -> order(a, ">", "increasing")),
          new Kind(
              "expect_column_values_to_be_decreasing",
              ARGUMENTS,
              a -> order(a, "<", "decreasing")));

  private OrderKinds() {}

  private static Statement order(Arguments arguments, String operator, String direction) {
    String column = arguments.text("column");
    boolean strictly = arguments.flag("strictly");
    List<String> by =
        arguments.find("order_by").isPresent() ? arguments.columns("order_by") : List.of();
    Rows rows = Rows.of(arguments);
    String name = Sql.name(column);
    Scan pairs =
        Scan.groups(
            "SELECT %1$s AS v, lag(%1$s) OVER (%2$s) AS before FROM staged WHERE %3$s"
                .formatted(
                    name,
                    by.isEmpty() ? "" : "ORDER BY " + orderBy(by),
                    rows.and(name + " IS NOT NULL")));
    String wrong =
        "count(*) FILTER (WHERE NOT (v %s before))".formatted(operator + (strictly ? "" : "="));
    Measure disordered = Rows.hashed("not_" + direction + "(" + name + ")", pairs, wrong);
    return new Share(
        Optional.of(column),
        column,
        "values",
        rows.present(column),
        disordered,
        "not " + direction,
        arguments.mostly(),
        () -> Analyzers.customSql(disordered.sql()),
        java.util.stream.Stream.concat(List.of(column).stream(), by.stream())
            .map(ColumnUse::any)
            .toList(),
        Optional.empty(),
        Set.of());
  }

  private static String orderBy(List<String> columns) {
    return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
  }
}
