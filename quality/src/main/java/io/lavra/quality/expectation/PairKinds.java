package io.lavra.quality.expectation;

import java.util.List;

/** Two columns of a row against each other. */
final class PairKinds {
  private static final List<String> IGNORED =
      List.of("both_values_are_missing", "either_value_is_missing", "neither");

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_pair_values_a_to_be_greater_than_b",
              List.of(
                  "column_A", "column_B", "or_equal", "mostly", "row_condition", "ignore_row_if"),
              PairKinds::greater),
          new Kind(
              "expect_column_pair_values_to_be_equal",
              List.of("column_A", "column_B", "mostly", "row_condition", "ignore_row_if"),
              PairKinds::equal));

  private PairKinds() {}

  private static Statement greater(Arguments arguments) {
    return pair(arguments, arguments.flag("or_equal") ? ">=" : ">");
  }

  private static Statement equal(Arguments arguments) {
    return pair(arguments, "=");
  }

  private static Statement pair(Arguments arguments, String operator) {
    String one = arguments.text("column_A");
    String other = arguments.text("column_B");
    String a = Sql.name(one);
    String b = Sql.name(other);
    String considered =
        switch (arguments.choice("ignore_row_if", IGNORED)) {
          case "neither" -> "TRUE";
          case "either_value_is_missing" -> "(%s IS NOT NULL AND %s IS NOT NULL)".formatted(a, b);
          default -> "(%s IS NOT NULL OR %s IS NOT NULL)".formatted(a, b);
        };
    List<ColumnUse> uses = List.of(ColumnUse.any(one), ColumnUse.any(other));
    return RowLevel.rows(
        arguments,
        uses,
        considered,
        "%s %s %s".formatted(a, operator, b),
        "without %s %s %s".formatted(one, operator, other));
  }
}
