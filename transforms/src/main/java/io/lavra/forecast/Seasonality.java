package io.lavra.forecast;

import java.util.Arrays;

/** Whether a series has a season, and its classical multiplicative indices. */
final class Seasonality {
  /**
   * The 90 % point of the normal distribution, two-sided, as in the M4 competition's benchmarks.
   */
  private static final double CRITICAL = 1.645;

  private Seasonality() {}

  /**
   * The autocorrelation test of the M4 competition's Theta benchmark: a season is present if the
   * autocorrelation at its lag exceeds Bartlett's limit. Needs three seasons, else false.
   */
  static boolean isPresent(double[] values, int period) {
    int n = values.length;
    if (period < 2 || n < 3 * period) {
      return false;
    }
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = autocovariance(values, mean, 0);
    if (variance == 0) {
      return false;
    }
    double squares = 1;
    for (int lag = 1; lag < period; lag++) {
      double correlation = autocovariance(values, mean, lag) / variance;
      squares += 2 * correlation * correlation;
    }
    double limit = CRITICAL * Math.sqrt(squares / n);
    return Math.abs(autocovariance(values, mean, period) / variance) > limit;
  }

  /**
   * One index per value's position modulo {@code period}, averaging 1: the mean ratio of the values
   * to their centred moving average. Needs two seasons of positive values.
   */
  static double[] indices(double[] values, int period) {
    double[] sums = new double[period];
    int[] counts = new int[period];
    int half = period / 2;
    for (int i = half; i + half < values.length; i++) {
      sums[i % period] += values[i] / centredAverage(values, i, period);
      counts[i % period]++;
    }
    double mean = 0;
    for (int season = 0; season < period; season++) {
      sums[season] /= counts[season];
      mean += sums[season] / period;
    }
    double scale = mean;
    return Arrays.stream(sums).map(index -> index / scale).toArray();
  }

  /** Over an even period the two ends count half. */
  private static double centredAverage(double[] values, int centre, int period) {
    int half = period / 2;
    double sum = 0;
    for (int i = centre - half; i <= centre + half; i++) {
      sum += values[i];
    }
    if (period % 2 == 0) {
      sum -= (values[centre - half] + values[centre + half]) / 2;
    }
    return sum / period;
  }

  private static double autocovariance(double[] values, double mean, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i - lag] - mean);
    }
    return sum;
  }
}
