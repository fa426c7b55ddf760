package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
              arguments -> rows(arguments, Bounds.exactly(value(arguments, "rows")))),
          new Kind(
              "expect_table_row_count_to_equal_other_table",
              List.of("other_table_name", "row_condition"),
              TableKinds::asManyAs));

  private TableKinds() {}

  static long value(Arguments arguments, String things) {
    return arguments
        .findCount("value")
        .orElseThrow(() -> arguments.missing("value", "a number of " + things));
  }

  private static Statement asManyAs(Arguments arguments) {
    String other = ReferenceKinds.table(arguments, "other_table_name");
    Rows rows = Rows.of(arguments);
    Measure own = rows.count();
    Measure its = rowsOf(other);
    return new Computed(
        Optional.empty(),
        "number of rows beyond those of " + other,
        List.of(own, its),
        measured -> difference(measured.number(own), measured.number(its)),
        new Requirement(difference -> difference == 0, "0"),
        () -> Analyzers.customSql(its.sql()),
        List.of(),
        Set.of(other));
  }

  /** The number of rows of another table of the lake. */
  static Measure rowsOf(String table) {
    return new Measure(
        "rows(" + table + ")", Scan.NONE, "(SELECT count(*) FROM " + Sql.table(table) + ")");
  }

  private static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
    return one.isEmpty() || other.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(one.getAsDouble() - other.getAsDouble());
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
