package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Analyzers;
import io.lavra.table.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Expectations that each row meets or fails by itself. */
final class RowLevel {
  private RowLevel() {}

  /** One column's values, nulls passed over. */
  static Share values(Arguments arguments, ColumnUse use, String expected, String fault) {
    Rows rows = Rows.of(arguments);
    String column = Sql.name(use.column());
    return share(
        arguments,
        List.of(use),
        "values",
        rows.present(use.column()),
        column + " IS NOT NULL",
        expected,
        fault);
  }

  /** Rows, or one column's values with its nulls. */
  static Share rows(
      Arguments arguments, List<ColumnUse> uses, String considered, String expected, String fault) {
    Rows rows = Rows.of(arguments);
    Measure count =
        considered.equals("TRUE")
            ? rows.count()
            : rows.countWhere("rows(" + subject(uses) + ")", considered);
    return share(
        arguments, uses, uses.size() == 1 ? "values" : "rows", count, considered, expected, fault);
  }

  private static Share share(
      Arguments arguments,
      List<ColumnUse> uses,
      String things,
      Measure count,
      String considered,
      String expected,
      String fault) {
    Rows rows = Rows.of(arguments);
    String scope = rows.and(considered);
    List<String> columns = uses.stream().map(ColumnUse::column).toList();
    String name = arguments.expectation();
    Supplier<Analyzer<?, Metric<?>>> analyzer =
        () -> Analyzers.compliance(name, expected, Optional.of(scope), columns);
    return new Share(
        uses.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty(),
        subject(uses),
        things,
        count,
        rows.countWhere(
            "unexpected(" + Sql.names(columns) + ")",
            considered + " AND (" + expected + ") IS NOT TRUE"),
        fault,
        arguments.mostly(),
        analyzer,
        uses,
        Optional.of("(%s) IS NOT TRUE OR (%s) IS TRUE".formatted(scope, expected)),
        Set.of());
  }

  private static String subject(List<ColumnUse> uses) {
    return String.join(", ", uses.stream().map(ColumnUse::column).toList());
  }
}
