package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import java.util.List;
import java.util.Optional;

/** Which columns there are, and in which order. Names are compared letter by letter. */
final class StructureKinds {
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_to_exist", List.of("column", "column_index"), StructureKinds::exists),
          new Kind(
              "expect_table_columns_to_match_set",
              List.of("column_set", "exact_match"),
              StructureKinds::set),
          new Kind(
              "expect_table_columns_to_match_ordered_list",
              List.of("column_list"),
              StructureKinds::orderedList),
          new Kind(
              "expect_table_column_count_to_be_between",
              Bounds.ARGUMENTS,
              arguments -> count(Bounds.ofCounts(arguments))),
          new Kind(
              "expect_table_column_count_to_equal",
              List.of("value"),
              arguments -> count(Bounds.exactly(TableKinds.value(arguments, "columns")))));

  private StructureKinds() {}

  private static Statement exists(Arguments arguments) {
    String column = arguments.text("column");
    Optional<Long> index = arguments.findCount("column_index");
    String test =
        index
            .map(at -> "%s[%s] = %s".formatted(Structure.NAMES, at + 1, Sql.text(column)))
            .orElse("list_contains(%s, %s)".formatted(Structure.NAMES, Sql.text(column)));
    String where = index.map(at -> " at index " + at).orElse("");
    return Structure.of(
        Optional.of(column), "coalesce(" + test + ", FALSE)", column + " among them" + where);
  }

  private static Statement set(Arguments arguments) {
    List<String> columns = arguments.columns("column_set");
    boolean exact = arguments.flag("exact_match", true);
    String wanted = "[" + Sql.values(columns) + "]";
    String test = "list_has_all(" + Structure.NAMES + ", " + wanted + ")";
    if (exact) {
      test += " AND list_has_all(" + wanted + ", " + Structure.NAMES + ")";
    }
    return Structure.of(
        Optional.empty(),
        test,
        String.join(", ", columns) + (exact ? " in any order" : " among them"));
  }

  private static Statement orderedList(Arguments arguments) {
    List<String> columns = arguments.columns("column_list");
    return Structure.of(
        Optional.empty(),
        Structure.NAMES + " = [" + Sql.values(columns) + "]",
        String.join(", ", columns) + " in this order");
  }

  private static Statement count(Bounds bounds) {
    return Quantity.of(
        Optional.empty(),
        "number of columns",
        Structure.COUNT,
        bounds,
        () -> Analyzers.customSql(Structure.COUNT.sql()),
        List.of());
  }
}
