package io.lavra.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several columns of a row together. */
final class RecordKinds {
  private static final List<String> IGNORED =
      List.of("all_values_are_missing", "any_value_is_missing", "never");
  private static final List<String> ARGUMENTS =
      List.of("column_list", "mostly", "row_condition", "ignore_row_if");

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_select_column_values_to_be_unique_within_record",
              ARGUMENTS,
              RecordKinds::different),
          new Kind("expect_multicolumn_values_to_be_equal", ARGUMENTS, RecordKinds::equal),
          new Kind(
              "expect_multicolumn_sum_to_equal",
              List.of("column_list", "sum_total", "mostly", "row_condition", "ignore_row_if"),
              RecordKinds::sum));

  private RecordKinds() {}

  /** SQL that is true of the rows that {@code ignore_row_if} leaves. */
  static String considered(Arguments arguments, List<String> columns) {
    return switch (arguments.choice("ignore_row_if", IGNORED)) {
      case "never" -> "TRUE";
      case "any_value_is_missing" -> "NOT (" + nulls(columns, " OR ") + ")";
      default -> "NOT (" + nulls(columns, " AND ") + ")";
    };
  }

  private static String nulls(List<String> columns, String link) {
    return columns.stream()
        .map(column -> Sql.name(column) + " IS NULL")
        .collect(Collectors.joining(link));
  }

  private static Statement different(Arguments arguments) {
    List<String> columns = arguments.columns("column_list");
    List<String> tests = new ArrayList<>(List.of("TRUE"));
    for (int i = 0; i < columns.size(); i++) {
      for (int j = i + 1; j < columns.size(); j++) {
        tests.add(compare(columns.get(i), "IS DISTINCT FROM", columns.get(j)));
      }
    }
    return rows(arguments, columns, String.join(" AND ", tests), "with a value twice");
  }

  private static Statement equal(Arguments arguments) {
    List<String> columns = arguments.columns("column_list");
    List<String> tests = new ArrayList<>(List.of("TRUE"));
    for (String column : columns.subList(1, columns.size())) {
      tests.add(compare(columns.get(0), "IS NOT DISTINCT FROM", column));
    }
    return rows(arguments, columns, String.join(" AND ", tests), "with different values");
  }

  private static String compare(String one, String operator, String other) {
    return Sql.name(one) + " " + operator + " " + Sql.name(other);
  }

  private static Statement rows(
      Arguments arguments, List<String> columns, String expected, String fault) {
    List<ColumnUse> uses = ColumnUse.together(columns);
    return RowLevel.rows(arguments, uses, considered(arguments, columns), expected, fault);
  }

  /** A null makes the sum unknown, and that is not as expected. */
  private static Statement sum(Arguments arguments) {
    List<String> columns = arguments.columns("column_list");
    double total = arguments.number("sum_total");
    // A BIGINT to begin with: sums of narrower integers would overflow.
    String sum =
        columns.stream()
            .map(Sql::name)
            .collect(Collectors.joining(" + ", "CAST(0 AS BIGINT) + ", ""));
    Object written = arguments.find("sum_total").orElse(total);
    return RowLevel.rows(
        arguments,
        columns.stream().map(ColumnUse::numbers).toList(),
        considered(arguments, columns),
        "(" + sum + ") = " + Sql.value(written),
        "without a sum of " + written);
  }
}
