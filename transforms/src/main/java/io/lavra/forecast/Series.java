package io.lavra.forecast;

import java.util.Arrays;

/**
 * A series without gaps.
 *
 * @param last the number of its last period, see {@link Frequency#number}
 * @param values finite, oldest first, one per period; empty where nothing is known
 */
public record Series(long last, double[] values) {
  /** Older values of a longer series are left out: no method here gains from them. */
  private static final int MOST = 10_000;

  public Series {
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("A series has finite values only; fill() makes one");
    }
  }

  /**
   * A series from observations. Those of the same period are added up; NaN and infinite values are
   * taken for missing, and observations after {@code last} left out. The series begins with its
   * first observation and ends with {@code last}, so that an item not sold lately has zeros there;
   * where nothing was observed and {@code fill} is zero, it is one zero.
   *
   * @param periods the observations' periods, in any order
   * @param observed the observations' values
   */
  public static Series fill(long[] periods, double[] observed, long last, Fill fill) {
    double[] sums = new double[0];
    long first = first(periods, observed, last);
    if (first <= last) {
      sums = sums(periods, observed, Math.max(first, last - MOST + 1), last);
    } else if (fill == Fill.ZERO) {
      sums = new double[1];
    }
    double previous = 0;
    for (int i = 0; i < sums.length; i++) {
      if (Double.isNaN(sums[i])) {
        sums[i] = fill == Fill.ZERO ? 0 : previous;
      }
      previous = sums[i];
    }
    return new Series(last, sums);
  }

  private static long first(long[] periods, double[] observed, long last) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < periods.length; i++) {
      if (Double.isFinite(observed[i]) && periods[i] <= last) {
        first = Math.min(first, periods[i]);
      }
    }
    return first;
  }

  /** NaN where nothing was observed. A sum beyond the numbers' range is the largest number. */
  private static double[] sums(long[] periods, double[] observed, long first, long last) {
    double[] sums = new double[(int) (last - first + 1)];
    Arrays.fill(sums, Double.NaN);
    for (int i = 0; i < periods.length; i++) {
      if (Double.isFinite(observed[i]) && periods[i] >= first && periods[i] <= last) {
        int at = (int) (periods[i] - first);
        double sum = Double.isNaN(sums[at]) ? observed[i] : sums[at] + observed[i];
        sums[at] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sum));
      }
    }
    return sums;
  }
}
