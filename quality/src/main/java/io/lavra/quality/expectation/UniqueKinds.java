package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Repetitions: of a value, of a combination of values, and how many different ones there are. */
final class UniqueKinds {
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
              UniqueKinds::distinctCount),
          new Kind(
              "expect_column_proportion_of_unique_values_to_be_between",
              Stream.concat(Stream.of("column", "row_condition"), Bounds.ARGUMENTS.stream())
                  .toList(),
              UniqueKinds::distinctShare));

  private UniqueKinds() {}

  private static Statement unique(Arguments arguments) {
    String column = arguments.text("column");
    Measure present = Rows.of(arguments).present(column);
    String considered = Sql.name(column) + " IS NOT NULL";
    return share(arguments, List.of(column), "values", present, considered);
  }

  private static Statement compound(Arguments arguments) {
    List<String> columns = arguments.columns("column_list");
    String considered = RecordKinds.considered(arguments, columns);
    Measure rows = Rows.of(arguments).countWhere("rows(" + Sql.names(columns) + ")", considered);
    return share(arguments, columns, "rows", rows, considered);
  }

  private static Share share(
      Arguments arguments,
      List<String> columns,
      String things,
      Measure considered,
      String condition) {
    Rows rows = Rows.of(arguments);
    Groups groups = Groups.of(columns, rows.and(condition));
    return new Share(
        columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty(),
        String.join(", ", columns),
        things,
        considered,
        groups.measure("repeated", "coalesce(sum(n) FILTER (WHERE n > 1), 0)"),
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
    Measure distinct = rows.distinct(column);
    return Quantity.of(
        Optional.of(column),
        "number of different values of " + column,
        distinct,
        Bounds.ofCounts(arguments),
        () ->
            rows.condition().isEmpty()
                ? Analyzers.countDistinct(column)
                : Analyzers.customSql(distinct.sql()),
        List.of(ColumnUse.any(column)));
  }

  private static Statement distinctShare(Arguments arguments) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    Measure distinct = rows.distinct(column);
    Measure present = rows.present(column);
    return new Computed(
        Optional.of(column),
        "share of different values of " + column,
        List.of(distinct, present),
        measured -> measured.share(distinct, present, 0),
        Requirement.of(Bounds.ofNumbers(arguments)),
        () -> Analyzers.customSql(distinct.sql() + " / " + present.sql()),
        List.of(ColumnUse.any(column)),
        Set.of());
  }
}
