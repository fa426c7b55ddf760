package io.lavra.table.measure;

import java.io.Serializable;

/**
 * A number (or text) to be measured over the staged rows of a table.
 *
 * @param name what the result is filed under; unique within a table
 * @param scan what it is taken of
 * @param sql an expression that gives one value of the scan, such as {@code count(*) FILTER
 *     (unit_price >= 0)}; it may read the tables that the measure depends on by their names
 * @param merge how two measurements over parts of a table give that of the whole; only of {@link
 *     Scan#ROWS}
 */
public record Measure(String name, Scan scan, String sql, Merge merge) implements Serializable {
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

  public Measure {
    if (merge != Merge.NONE && !scan.equals(Scan.ROWS)) {
      throw new IllegalArgumentException(name + " cannot be merged: it is not taken of rows");
    }
  }

  /** One that has to read all rows. */
  public Measure(String name, Scan scan, String sql) {
    this(name, scan, sql, Merge.NONE);
  }
}
