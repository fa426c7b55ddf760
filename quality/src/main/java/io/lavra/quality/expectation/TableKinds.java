package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How many rows there are. */
final class TableKinds {
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_table_row_count_to_be_between",
              Stream.concat(Stream.of("row_condition"), Bounds.ARGUMENTS.stream()).toList(),
              arguments -> rows(arguments, Bounds.ofCounts(arguments))),
          new Kind(
              "expect_table_row_count_to_equal",
              List.of("value", "row_condition"),
              arguments -> rows(arguments, Bounds.exactly(value(arguments)))));

  private TableKinds() {}

  private static long value(Arguments arguments) {
    return arguments
        .findCount("value")
        .orElseThrow(() -> arguments.missing("value", "a number of rows"));
  }

  private static Statement rows(Arguments arguments, Bounds bounds) {
    Rows rows = Rows.of(arguments);
    return Quantity.of(
        Optional.empty(),
        "number of rows",
        rows.count(),
        bounds,
        () -> Analyzers.size(rows.condition()),
        List.of());
  }
}
