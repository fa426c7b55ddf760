package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.Measure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values against a list of values. */
final class SetKinds {
  private static final List<String> OF_VALUES =
      List.of("column", "value_set", "mostly", "row_condition");
  private static final List<String> OF_SETS = List.of("column", "value_set", "row_condition");
  private static final int SHOWN = 5;

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_be_in_set", OF_VALUES, SetKinds::inSet),
          new Kind("expect_column_values_to_not_be_in_set", OF_VALUES, SetKinds::notInSet),
          new Kind("expect_column_distinct_values_to_be_in_set", OF_SETS, SetKinds::inSet),
          new Kind("expect_column_distinct_values_to_contain_set", OF_SETS, SetKinds::containSet));

  private SetKinds() {}

  private static Statement inSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    return RowLevel.values(arguments, use, in(use), "not among " + shown(use.literals()));
  }

  private static Statement notInSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    return RowLevel.values(arguments, use, "NOT " + in(use), "among " + shown(use.literals()));
  }

  private static Statement containSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    String column = use.column();
    Rows rows = Rows.of(arguments);
    Measure found =
        Rows.hashed(
            "found(" + Sql.name(column) + ")",
            Measure.Kind.AGGREGATE,
            "count(DISTINCT %s) FILTER (WHERE %s)".formatted(Sql.name(column), rows.and(in(use))));
    return Quantity.of(
        Optional.of(column),
        "number of values of %s among %s".formatted(column, shown(use.literals())),
        found,
        Bounds.exactly(use.literals().size()),
        () -> Analyzers.customSql(found.sql()),
        List.of(use));
  }

  private static ColumnUse use(Arguments arguments) {
    List<Object> distinct = arguments.scalars("value_set").stream().distinct().toList();
    return ColumnUse.compared(arguments.text("column"), distinct);
  }

  /** Null of a null, also where the set is empty. */
  private static String in(ColumnUse use) {
    String column = Sql.name(use.column());
    return use.literals().isEmpty()
        ? "nullif(" + column + " IS NULL, TRUE)"
        : "(%s IN (%s))".formatted(column, Sql.values(use.literals()));
  }

  private static String shown(List<Object> values) {
    String first =
        values.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
    int more = values.size() - SHOWN;
    return values.isEmpty() ? "no values" : more > 0 ? first + " and " + more + " more" : first;
  }
}
