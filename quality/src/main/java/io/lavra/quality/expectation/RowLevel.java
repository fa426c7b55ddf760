package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Expectations that each row meets or fails by itself. */
final class RowLevel {
  private RowLevel() {}

  /** One column's values, nulls passed over: {@code expected} is null of a null, and only then. */
  static Share values(Arguments arguments, ColumnUse use, String expected, String fault) {
    Measure present = Rows.of(arguments).present(use.column());
    String unexpected = "NOT (" + expected + ")";
    return share(arguments, List.of(use), "values", present, unexpected, expected, fault);
  }

  /** One column's values and nulls: {@code expected} is never null. */
  static Share cells(Arguments arguments, ColumnUse use, String expected, String fault) {
    Measure count = Rows.of(arguments).count();
    String unexpected = "NOT (" + expected + ")";
    return share(arguments, List.of(use), "values", count, unexpected, expected, fault);
  }

  /** Those rows that are considered; where {@code expected} is null the row is not as expected. */
  static Share rows(
      Arguments arguments, List<ColumnUse> uses, String considered, String expected, String fault) {
    Measure count =
        Rows.of(arguments).countWhere("rows(" + Sql.names(columns(uses)) + ")", considered);
    String unexpected = "%s AND (%s) IS NOT TRUE".formatted(considered, expected);
    return share(arguments, uses, "rows", count, unexpected, "NOT (" + unexpected + ")", fault);
  }

  private static Share share(
      Arguments arguments,
      List<ColumnUse> uses,
      String things,
      Measure count,
      String unexpected,
      String expected,
      String fault) {
    Rows rows = Rows.of(arguments);
    List<String> columns = columns(uses);
    String name = arguments.expectation();
    Supplier<Analyzer<?, Metric<?>>> analyzer =
        () -> Analyzers.compliance(name, expected, rows.condition(), columns);
    String exempt = rows.condition().map(where -> where + " IS NOT TRUE OR ").orElse("");
    return new Share(
        uses.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty(),
        String.join(", ", columns),
        things,
        count,
        rows.countWhere("unexpected(" + Sql.names(columns) + ")", unexpected),
        fault,
        arguments.mostly(),
        analyzer,
        uses,
        Optional.of(exempt + "(" + expected + ")"),
        Set.of());
  }

  private static List<String> columns(List<ColumnUse> uses) {
    return uses.stream().map(ColumnUse::column).toList();
  }
}
