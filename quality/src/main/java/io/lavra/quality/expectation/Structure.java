package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.List;
import java.util.Optional;

/**
 * The staged table has the columns it should. What the staged files really hold is measured like
 * everything else, so this does not trust what anybody declared.
 *
 * @param holds measures whether the columns are as expected
 * @param seen measures what is observed
 * @param subject what that is, for people: "the columns are"
 * @param expected what it should be, for people
 */
record Structure(
    Optional<String> column,
    Measure holds,
    Measure seen,
    String subject,
    String expected,
    List<ColumnUse> uses)
    implements Statement {
  /** SQL's list of the column names, in order. */
  static final String NAMES = "list(column_name)";

  private static final Scan SCHEMA = new Scan("", " FROM (DESCRIBE staged)");

  private static final Measure COLUMNS =
      new Measure("columns", SCHEMA, "array_to_string(" + NAMES + ", ', ')");

  /** The number of columns. */
  static final Measure COUNT = new Measure("column_count", SCHEMA, "count(*)");

  /** A condition, in SQL, on {@link #NAMES}. */
  static Structure of(Optional<String> column, String test, String expected) {
    return of(column, test, expected, List.of());
  }

  static Structure of(Optional<String> column, String test, String expected, List<ColumnUse> uses) {
    Measure holds = Rows.hashed("structure", SCHEMA, test);
    return new Structure(column, holds, COLUMNS, "the columns are", expected, uses);
  }

  /** A condition, in SQL, on the type of one column. */
  static Structure ofType(String column, String test, String expected) {
    String name = Sql.text(column);
    Measure type =
        Rows.hashed(
            "type(" + Sql.name(column) + ")",
            SCHEMA,
            "any_value(column_type) FILTER (WHERE column_name = " + name + ")");
    return new Structure(
        Optional.of(column),
        Rows.hashed("structure", SCHEMA, test),
        type,
        column + " is of type",
        expected,
        List.of(ColumnUse.any(column)));
  }

  @Override
  public List<Measure> measures() {
    return List.of(holds, seen);
  }

  @Override
  public Judgement judge(Measured measured) {
    String observed = measured.text(seen).orElse("");
    return new Judgement(
        Analyzers.customSql(holds.sql()),
        measured.number(holds),
        truth -> truth == 1,
        observed,
        "%s %s, expected %s"
            .formatted(
                subject,
                observed.isEmpty() ? "unknown: nothing was measured" : observed,
                expected));
  }
}
