package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Repetitions: of a value, of a combination of values, and how many different ones there are. */
final class UniqueKinds {
  private static final List<String> IGNORED =
      List.of("all_values_are_missing", "any_value_is_missing", "never");

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_values_to_be_unique",
              List.of("column", "mostly", "row_condition"),
              UniqueKinds::unique),
          new Kind(
              "expect_compound_columns_to_be_unique",
              List.of("column_list", "mostly", "row_condition", "ignore_row_if"),
              UniqueKinds::compound),
          new Kind(
              "expect_column_unique_value_count_to_be_between",
              Stream.concat(Stream.of("column", "row_condition"), Bounds.ARGUMENTS.stream())
                  .toList(),
              UniqueKinds::distinctCount));

  private UniqueKinds() {}

  private static Statement unique(Arguments arguments) {
    String column = arguments.text("column");
    Measure present = Rows.of(arguments).present(column);
    String considered = Sql.name(column) + " IS NOT NULL";
    return share(arguments, List.of(column), "values", present, considered);
  }

  private static Statement compound(Arguments arguments) {
    List<String> columns = arguments.columns("column_list");
    String missing =
        switch (arguments.choice("ignore_row_if", IGNORED)) {
          case "never" -> "FALSE";
          case "any_value_is_missing" -> nulls(columns, " OR ");
          default -> nulls(columns, " AND ");
        };
    String considered = "NOT (" + missing + ")";
    Measure rows = Rows.of(arguments).countWhere("rows(" + Sql.names(columns) + ")", considered);
    return share(arguments, columns, "rows", rows, considered);
  }

  private static String nulls(List<String> columns, String link) {
    return columns.stream()
        .map(column -> Sql.name(column) + " IS NULL")
        .collect(Collectors.joining(link));
  }

  private static Share share(
      Arguments arguments,
      List<String> columns,
      String things,
      Measure considered,
      String condition) {
    Rows rows = Rows.of(arguments);
    String names = Sql.names(columns);
    String repeated =
        "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM staged WHERE %s GROUP BY %s HAVING count(*) > 1)"
            .formatted(rows.and(condition), names);
    return new Share(
        columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty(),
        String.join(", ", columns),
        things,
        considered,
        Rows.hashed("repeated(" + names + ")", Measure.Kind.QUERY, repeated),
        "repeated",
        arguments.mostly(),
        () -> Analyzers.uniqueness(columns, Optional.of(rows.and(condition))),
        columns.stream().map(ColumnUse::any).toList(),
        Optional.empty(),
        Set.of());
  }

  private static Statement distinctCount(Arguments arguments) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    String name = Sql.name(column);
    String sql =
        "SELECT count(*) FROM (SELECT 1 FROM staged WHERE %s GROUP BY %s)"
            .formatted(rows.and(name + " IS NOT NULL"), name);
    return Quantity.of(
        Optional.of(column),
        "number of different values of " + column,
        Rows.hashed("distinct(" + name + ")", Measure.Kind.QUERY, sql),
        Bounds.ofCounts(arguments),
        () ->
            rows.condition().isEmpty() ? Analyzers.countDistinct(column) : Analyzers.customSql(sql),
        List.of(ColumnUse.any(column)));
  }
}
