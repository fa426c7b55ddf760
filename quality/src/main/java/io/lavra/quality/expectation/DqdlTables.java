package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.duckdb.UserSql;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of DQDL about whole tables. A reference is another table of the lake: silver.items. */
final class DqdlTables {
  private static final Pattern REFERENCE =
      Pattern.compile("([^.{}]+\\.[^.{}]+)\\.\\{?([^.{},]+)\\}?");

  private static final Pattern PRIMARY = Pattern.compile("(?i)\\bprimary\\b");

  private DqdlTables() {}

  static Statement names(Arguments arguments, String regex) {
    RegexKinds.check(arguments, regex);
    String test = "bool_and(regexp_full_match(column_name, " + Sql.text(regex) + "))";
    return Structure.of(Optional.empty(), test, "names like " + regex);
  }

  /** Own rows to those of the other table. */
  static Numeric rows(Arguments in, String other) {
    Measure own = Rows.of(in).count();
    Measure its = TableKinds.rowsOf(table(in, other));
    return computed(
        "number of rows as a multiple of that of " + other,
        List.of(own, its),
        measured -> measured.share(own, its, 1),
        Set.of(other));
  }

  /** Another table of the lake, as a rule names it. */
  static String table(Arguments in, String written) {
    if (!written.matches("[^.]+\\.[^.]+")) {
      throw in.illegal("needs a table as layer.name, not %s.", written);
    }
    return written;
  }

  /** The share of values that the other table's column has. */
  static Numeric references(Arguments in, String column, String reference) {
    Matcher parts = REFERENCE.matcher(reference);
    if (column.contains(",") || !parts.matches()) {
      throw in.illegal("needs one column, and another as \"layer.table.{column}\".");
    }
    Map<String, Object> given = new HashMap<>();
    given.put("column", column);
    given.put("to", parts.group(1));
    given.put("field", parts.group(2));
    return (Numeric)
        Catalogue.read(new Expectation("relationships", given, Severity.FAIL, in.place()));
  }

  /** A number that SELECT gives in its one row; {@code primary} is the table. */
  static Numeric sql(Arguments in, String statement) {
    UserSql written = RowCondition.select(in, "CustomSql", statement, PRIMARY);
    Measure number =
        Rows.hashed(
            "sql",
            Scan.NONE,
            "(SELECT CASE WHEN count(*) = 1 THEN first(COLUMNS(*)) END FROM "
                + written.sql()
                + ")");
    return computed(
        "the number in the one row that the statement gives",
        List.of(number),
        m -> m.number(number),
        written.tables());
  }

  /** How many rows SELECT gives, as a share of the table's. */
  static Numeric rowsOf(Arguments in, String statement) {
    UserSql written = RowCondition.select(in, "CustomSql", statement, PRIMARY);
    Measure given = Rows.hashed("given", Scan.NONE, "(SELECT count(*) FROM " + written.sql() + ")");
    Measure all = Rows.of(in).count();
    return computed(
        "share of rows that the statement gives",
        List.of(all, given),
        measured -> measured.share(given, all, 1),
        written.tables());
  }

  private static Numeric computed(
      String subject,
      List<Measure> measures,
      Function<Measured, OptionalDouble> formula,
      Set<String> tables) {
    String sql = measures.get(measures.size() - 1).sql();
    return new Computed(
        Optional.empty(),
        subject,
        measures,
        formula,
        Requirement.ANY,
        () -> Analyzers.customSql(sql),
        List.of(),
        tables);
  }
}
