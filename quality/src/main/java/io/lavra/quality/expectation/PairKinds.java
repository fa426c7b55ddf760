package io.lavra.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
              PairKinds::equal),
          new Kind(
              "expect_column_pair_values_to_be_in_set",
              List.of(
                  "column_A",
                  "column_B",
                  "value_pairs_set",
                  "mostly",
                  "row_condition",
                  "ignore_row_if"),
              PairKinds::inSet));

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
    return RowLevel.rows(
        arguments,
        ColumnUse.together(List.of(one, other)),
        considered(arguments, Sql.name(one), Sql.name(other)),
        "%s %s %s".formatted(Sql.name(one), operator, Sql.name(other)),
        "without %s %s %s".formatted(one, operator, other));
  }

  private static String considered(Arguments arguments, String a, String b) {
    return switch (arguments.choice("ignore_row_if", IGNORED)) {
      case "neither" -> "TRUE";
      case "either_value_is_missing" -> "(%s IS NOT NULL AND %s IS NOT NULL)".formatted(a, b);
      default -> "(%s IS NOT NULL OR %s IS NOT NULL)".formatted(a, b);
    };
  }

  /** A null within a pair is a value: the pair allows a row with nothing there. */
  private static Statement inSet(Arguments arguments) {
    String a = arguments.text("column_A");
    String b = arguments.text("column_B");
    List<String> tests = new ArrayList<>();
    List<Object> ofA = new ArrayList<>();
    List<Object> ofB = new ArrayList<>();
    for (Object written : arguments.list("value_pairs_set")) {
      if (!(written instanceof List<?> pair) || pair.size() != 2) {
        throw arguments.mistyped("value_pairs_set", "a list of pairs", written);
      }
      tests.add(
          "("
              + is(arguments, a, pair.get(0), ofA)
              + " AND "
              + is(arguments, b, pair.get(1), ofB)
              + ")");
    }
    List<ColumnUse> uses = List.of(ColumnUse.compared(a, ofA), ColumnUse.compared(b, ofB));
    return RowLevel.rows(
        arguments,
        uses,
        considered(arguments, Sql.name(a), Sql.name(b)),
        tests.isEmpty() ? "FALSE" : String.join(" OR ", tests),
        "not among %s pairs".formatted(tests.size()));
  }

  private static String is(
      Arguments arguments, String column, @Nullable Object value, List<Object> literals) {
    if (value == null) {
      return Sql.name(column) + " IS NULL";
    }
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw arguments.mistyped("value_pairs_set", "pairs of texts and numbers", value);
    }
    literals.add(value);
    return Sql.name(column) + " IS NOT DISTINCT FROM " + Sql.value(value);
  }
}
