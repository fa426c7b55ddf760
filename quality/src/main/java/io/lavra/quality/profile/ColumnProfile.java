package io.lavra.quality.profile;

import io.lavra.lake.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What a column looks like. Of personal columns there are counts and shapes and nothing else.
 *
 * @param inferred what its texts would cast to; columns of text only
 * @param present how many rows have a value
 * @param distinct how many different values there are
 * @param distinctIsExact whether that is no estimate (HyperLogLog, off by some percent)
 * @param spread of columns that have an order
 * @param histogram of numbers and times: ten bins of one width
 * @param common of the others: the most frequent values, most frequent first
 * @param shapes of texts: letters as {@code A} or {@code a}, digits as {@code 9}, most frequent
 *     first
 * @param personal what personal data its values are, such as {@code email}; {@code declared} where
 *     only the table file says so
 */
public record ColumnProfile(
    String name,
    ColumnType type,
    Optional<InferredType> inferred,
    long rows,
    long present,
    long distinct,
    boolean distinctIsExact,
    Optional<Spread> spread,
    List<Bin> histogram,
    List<Counted> common,
    List<Counted> shapes,
    Optional<String> personal) {

  /** A value or a shape, and how many rows of the sample have it. */
  public record Counted(String value, long rows, double share) {}

  /**
   * How many values of the sample lie between two.
   *
   * @param from included; {@code to} too in the last bin
   */
  public record Bin(String from, String to, long rows) {}

  /** The share of rows that have a value; 1 where there are no rows. */
  public double completeness() {
    return rows == 0 ? 1 : (double) present / rows;
  }

  /** The same, of a column that was found to tell every row apart. */
  ColumnProfile asKey() {
    return new ColumnProfile(
        name, type, inferred, rows, present, rows, true, spread, histogram, common, shapes,
        personal);
  }

  /** Whether every row has a value of its own. */
  public boolean isKey() {
    return rows > 0 && present == rows && distinct == rows && distinctIsExact;
  }
}
