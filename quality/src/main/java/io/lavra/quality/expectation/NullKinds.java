package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import java.util.List;

/** Whether values are there. */
final class NullKinds {
  private static final List<String> ARGUMENTS = List.of("column", "mostly", "row_condition");

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_not_be_null", ARGUMENTS, NullKinds::notNull),
          new Kind("expect_column_values_to_be_null", ARGUMENTS, NullKinds::allNull));

  private NullKinds() {}

  private static Statement notNull(Arguments arguments) {
    String column = arguments.text("column");
    return RowLevel.cells(
            arguments, ColumnUse.any(column), Sql.name(column) + " IS NOT NULL", "null")
        .filedAs(() -> Analyzers.completeness(column, Rows.of(arguments).condition()));
  }

  private static Statement allNull(Arguments arguments) {
    String column = arguments.text("column");
    return RowLevel.cells(
        arguments, ColumnUse.any(column), Sql.name(column) + " IS NULL", "not null");
  }
}
