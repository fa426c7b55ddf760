package io.lavra.quality.expectation;

import java.util.List;
import java.util.stream.Stream;

/** Values, and the lengths of texts, against bounds. */
final class RangeKinds {
  private static final List<String> ARGUMENTS =
      Stream.concat(Stream.of("column", "mostly", "row_condition"), Bounds.ARGUMENTS.stream())
          .toList();

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_be_between", ARGUMENTS, RangeKinds::between),
          new Kind("expect_column_value_lengths_to_be_between", ARGUMENTS, RangeKinds::lengths),
          new Kind(
              "expect_column_value_lengths_to_equal",
              List.of("column", "value", "mostly", "row_condition"),
              RangeKinds::length));

  private RangeKinds() {}

  private static Statement between(Arguments arguments) {
    if (RelativeBounds.speak(arguments)) {
      return RelativeBounds.ofAll(arguments);
    }
    String column = arguments.text("column");
    Bounds bounds = Bounds.of(arguments);
    return RowLevel.values(
        arguments,
        ColumnUse.compared(column, bounds.ends().toList()),
        bounds.contain(Sql.name(column)),
        "outside " + bounds);
  }

  private static Statement lengths(Arguments arguments) {
    return lengths(arguments, Bounds.ofCounts(arguments));
  }

  private static Statement length(Arguments arguments) {
    long length =
        arguments
            .findCount("value")
            .orElseThrow(() -> arguments.missing("value", "a number of characters"));
    return lengths(arguments, Bounds.exactly(length));
  }

  private static Statement lengths(Arguments arguments, Bounds bounds) {
    String column = arguments.text("column");
    return RowLevel.values(
        arguments,
        ColumnUse.texts(column),
        bounds.contain("length(" + Sql.name(column) + ")"),
        "not " + bounds + " characters long");
  }
}
