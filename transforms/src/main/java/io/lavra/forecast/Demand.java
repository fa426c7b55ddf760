package io.lavra.forecast;

import java.util.Arrays;

/**
 * A series seen as occasional demands, for the methods that forecast size and occurrence apart.
 *
 * @param sizes the values other than zero, in order
 * @param intervals periods from each demand's predecessor (the first: from before the series)
 * @param periods length of the series
 */
record Demand(double[] sizes, double[] intervals, int periods) {
  /** Above this many periods per demand, demand is intermittent: Syntetos and Boylan (2005). */
  private static final double INTERMITTENT = 1.32;

  static Demand of(double[] history) {
    double[] sizes = new double[history.length];
    double[] intervals = new double[history.length];
    int count = 0;
    int previous = -1;
    for (int i = 0; i < history.length; i++) {
      if (history[i] != 0) {
        sizes[count] = history[i];
        intervals[count++] = i - previous;
        previous = i;
      }
    }
    return new Demand(Arrays.copyOf(sizes, count), Arrays.copyOf(intervals, count), history.length);
  }

  boolean isIntermittent() {
    return sizes.length == 0 || (double) periods / sizes.length >= INTERMITTENT;
  }

  static double[] flat(double value, int horizon) {
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, value);
    return forecast;
  }
}
