package io.lavra.quality.expectation;

import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows grouped by their values in some columns. Expressions read the relation {@code groups}: the
 * values as {@code v1}, {@code v2}, … and the number of rows that have them as {@code n}. All that
 * is measured of equal groups groups the rows once.
 *
 * @param names the columns, quoted
 */
record Groups(String names, Scan scan) {
  /** {@code condition} is SQL that the rows meet. */
  static Groups of(List<String> columns, String condition) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      values.add(Sql.name(column) + " AS v" + (values.size() + 1));
    }
    String select =
        "SELECT %s, count(*) AS n FROM staged WHERE %s GROUP BY ALL"
            .formatted(String.join(", ", values), condition);
    return new Groups(Sql.names(columns), Scan.groups(select));
  }

  /** An expression of the groups, filed under what it is and the columns' names. */
  Measure measure(String what, String sql) {
    return Rows.hashed(what + "(" + names + ")", scan, sql);
  }
}
