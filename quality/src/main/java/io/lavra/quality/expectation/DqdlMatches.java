package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of DQDL that hold a table against another of the lake, as pinned for this run. */
final class DqdlMatches {
  private static final Pattern AGGREGATE =
      Pattern.compile(
          "(?i)\\s*(sum|avg|min|max|count)\\(\\s*(?:([^.{}()]+\\.[^.{}()]+)\\.)?\\{?([^.{}()]+?)\\}?\\s*\\)\\s*");

  private DqdlMatches() {}

  /** The share of columns, of those that either table has, that both have by name and type. */
  static Numeric schema(Arguments in, String other) {
    String sql =
        """
        SELECT count(*) FILTER (a.column_type = b.column_type) / count(*)
        FROM (DESCRIBE staged) AS a FULL JOIN (DESCRIBE %s) AS b ON a.column_name = b.column_name\
        """
            .formatted(Sql.table(DqdlTables.table(in, other)));
    return number("share of columns alike in " + other, sql, List.of(), Set.of(other));
  }

  /**
   * The first of two aggregates as a multiple of the second.
   *
   * @param one such as {@code sum(amount)}, of this table, or {@code sum(silver.orders.amount)}
   */
  static Numeric aggregates(Arguments in, String one, String other) {
    TreeSet<String> tables = new TreeSet<>();
    List<ColumnUse> uses = new ArrayList<>();
    String sql =
        "SELECT CASE WHEN a = b THEN 1 ELSE a / nullif(b, 0) END FROM (SELECT %s AS a, %s AS b)"
            .formatted(aggregate(in, one, tables, uses), aggregate(in, other, tables, uses));
    return number(one + " as a multiple of " + other, sql, uses, tables);
  }

  private static String aggregate(
      Arguments in, String written, Set<String> tables, List<ColumnUse> uses) {
    Matcher parts = AGGREGATE.matcher(written);
    if (!parts.matches()) {
      throw in.illegal(
          "needs sum, avg, min, max or count of a column, such as \"sum(amount)\" or \"sum(silver.orders.amount)\", not %s.",
          written);
    }
    String value = "CAST(%s(%s) AS DOUBLE)".formatted(parts.group(1), Sql.name(parts.group(3)));
    if (parts.group(2) != null) {
      tables.add(parts.group(2));
      return "(SELECT %s FROM %s)".formatted(value, Sql.table(parts.group(2)));
    }
    uses.add(ColumnUse.any(parts.group(3)));
    return "(SELECT %s FROM staged WHERE %s)".formatted(value, Rows.of(in).and("true"));
  }

  /**
   * The share of rows that the other table has too: equal keys, and equal values in the columns.
   *
   * @param keys names with commas, {@code own->other} where they differ; and so {@code columns}
   */
  static Numeric rows(Arguments in, String other, String keys, String columns) {
    if (columns.isBlank()) {
      throw in.illegal(
          "needs the columns to compare behind the keys, such as \"%s\" \"%s\" \"amount,day\".",
          other, keys);
    }
    List<ColumnUse> uses = new ArrayList<>();
    String sql =
        "SELECT CASE WHEN count(*) = 0 THEN 1 ELSE count(*) FILTER (EXISTS (SELECT 1 FROM %s AS p WHERE %s AND %s)) / count(*) END FROM staged AS s WHERE %s"
            .formatted(
                Sql.table(DqdlTables.table(in, other)),
                pairs(keys, "=", uses),
                pairs(columns, "IS NOT DISTINCT FROM", uses),
                Rows.of(in).and("true"));
    return number("share of rows that are in " + other, sql, uses, Set.of(other));
  }

  private static String pairs(String mappings, String sign, List<ColumnUse> uses) {
    List<String> pairs = new ArrayList<>();
    for (String mapping : mappings.split(",")) {
      List<String> names = Arrays.stream(mapping.split("->", 2)).map(String::strip).toList();
      uses.add(ColumnUse.any(names.get(0)));
      pairs.add(
          "s.%s %s p.%s"
              .formatted(Sql.name(names.get(0)), sign, Sql.name(names.get(names.size() - 1))));
    }
    return String.join(" AND ", pairs);
  }

  private static Numeric number(
      String subject, String sql, List<ColumnUse> uses, Set<String> tables) {
    Measure number = Rows.hashed("match", Scan.NONE, "(" + sql + ")");
    return new Computed(
        Optional.empty(),
        subject,
        List.of(number),
        measured -> measured.number(number),
        Requirement.ANY,
        () -> Analyzers.customSql(sql),
        uses,
        tables);
  }
}
