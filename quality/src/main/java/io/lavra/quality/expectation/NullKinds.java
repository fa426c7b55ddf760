package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether values are there. */
final class NullKinds {
  private static final List<String> ARGUMENTS = List.of("column", "mostly", "row_condition");

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_not_be_null", ARGUMENTS, NullKinds::notNull),
          new Kind("expect_column_values_to_be_null", ARGUMENTS, NullKinds::allNull),
          new Kind(
              "expect_column_proportion_of_non_null_values_to_be_between",
              Stream.concat(Stream.of("column", "row_condition"), Bounds.ARGUMENTS.stream())
                  .toList(),
              NullKinds::share));

  private NullKinds() {}

  private static Statement notNull(Arguments arguments) {
    String column = arguments.text("column");
    return RowLevel.cells(
            arguments, ColumnUse.any(column), Sql.name(column) + " IS NOT NULL", "null")
        .counting(Rows.of(arguments).missing(column))
        .filedAs(() -> Analyzers.completeness(column, Rows.of(arguments).condition()));
  }

  private static Statement allNull(Arguments arguments) {
    String column = arguments.text("column");
    return RowLevel.cells(
            arguments, ColumnUse.any(column), Sql.name(column) + " IS NULL", "not null")
        .counting(Rows.of(arguments).present(column));
  }

  private static Statement share(Arguments arguments) {
    String column = arguments.text("column");
    Rows rows = Rows.of(arguments);
    Measure present = rows.present(column);
    Measure all = rows.count();
    return new Computed(
        Optional.of(column),
        "share of values of " + column + " that are there",
        List.of(present, all),
        measured -> measured.share(present, all, 0),
        Requirement.of(Bounds.ofNumbers(arguments)),
        () -> Analyzers.completeness(column, rows.condition()),
        List.of(ColumnUse.any(column)),
        Set.of());
  }
}
