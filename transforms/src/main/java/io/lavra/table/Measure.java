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
 * @param merge how two measurements over parts of a table give that of the whole
 */
public record Measure(String name, Kind kind, String sql, Merge merge) implements Serializable {
  /** How the measure is taken. */
  public enum Kind {
    AGGREGATE,
    QUERY
  }

  /** What the measurement of a whole is, given those of its parts. */
  public enum Merge {
    /** Their sum; a part without a value adds nothing. */
    ADD,
    /** The least of them, in the order of their SQL type. */
    LEAST,
    /** The greatest of them, in the order of their SQL type. */
    GREATEST,
    /** Moments, as {@link Moments} writes them, by Chan's formula. */
    MOMENTS,
    /** Nothing that parts tell: all rows have to be read. */
    NONE
  }

  /** One that has to read all rows. */
  public Measure(String name, Kind kind, String sql) {
    this(name, kind, sql, Merge.NONE);
  }
}
