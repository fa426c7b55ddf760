package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.Measure;
import io.lavra.table.Scan;
import java.util.List;
import java.util.Optional;

/**
 * The staged table has the columns it should. What the staged files really hold is measured like
 * everything else, so this does not trust what anybody declared.
 *
 * @param holds measures whether the columns are as expected
 * @param expected what they should be, for people
 */
record Structure(Optional<String> column, Measure holds, String expected, List<ColumnUse> uses)
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
    return new Structure(column, Rows.hashed("structure", SCHEMA, test), expected, uses);
  }

  @Override
  public List<Measure> measures() {
    return List.of(holds, COLUMNS);
  }

  @Override
  public Judgement judge(Measured measured) {
    String observed = measured.text(COLUMNS).orElse("");
    return new Judgement(
        Analyzers.customSql(holds.sql()),
        measured.number(holds),
        truth -> truth == 1,
        observed,
        "the columns are %s, expected %s"
            .formatted(
                observed.isEmpty() ? "unknown: they could not be measured" : observed, expected));
  }
}
