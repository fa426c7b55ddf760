package io.lavra.table;

import java.io.Serializable;

/**
 * A number (or text) to be measured over the staged rows of a table.
 *
 * @param name what the result is filed under; unique within a table
 * @param kind whether {@code sql} is an aggregate expression or a whole statement
 * @param sql {@code AGGREGATE}: an expression such as {@code count(*) filter (unit_price >= 0)},
 *     all of them computed in one scan of the relation {@code staged}; {@code QUERY}: a SELECT of
 *     one row and one column that reads {@code staged} and, by their names, the tables the measure
 *     depends on
 */
public record Measure(String name, Kind kind, String sql) implements Serializable {
  /** How the measure is taken. */
  public enum Kind {
    AGGREGATE,
    QUERY
  }
}
