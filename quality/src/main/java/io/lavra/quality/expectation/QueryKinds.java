package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.duckdb.UserSql;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A statement that finds the rows nobody expects. */
final class QueryKinds {
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "unexpected_rows_expectation",
              List.of("unexpected_rows_query", "description"),
              QueryKinds::unexpectedRows));

  private static final Pattern BATCH = Pattern.compile("\\{batch\\}");

  private QueryKinds() {}

  private static Statement unexpectedRows(Arguments arguments) {
    arguments.findText("description");
    String query = arguments.text("unexpected_rows_query");
    if (!query.contains("{batch}")) {
      throw arguments.mistyped("unexpected_rows_query", "SQL that selects from {batch}", query);
    }
    UserSql written = RowCondition.select(arguments, "unexpected_rows_query", query, BATCH);
    String sql = "(SELECT count(*) FROM " + written.sql() + ")";
    Measure rows = Rows.hashed("unexpected", Scan.NONE, sql);
    return new Computed(
        Optional.empty(),
        "number of unexpected rows",
        List.of(rows),
        measured -> measured.number(rows),
        new Requirement(number -> number == 0, "none"),
        () -> Analyzers.customSql(sql),
        List.of(),
        written.tables());
  }
}
