package io.lavra.forecast;

import java.util.Arrays;

/**
 * How far from a forecast the values fall.
 *
 * @param scale the typical error of each step; never falls from one step to the next
 * @param shape errors in units of their step's scale, ascending
 */
record Spread(double[] scale, double[] shape) {

  /**
   * From the errors of a backtest. Each step's scale is the root mean square of its errors, then
   * made non-decreasing by pooling neighbours that violate it, weighted by their number (isotonic
   * regression). Steps that no origin reached grow with the square root of the step.
   *
   * <p>Errors of overlapping stretches say less than their number: of {@code tested} values, a step
   * h has {@code tested / h} stretches of its own. The scale is widened by the deviation of
   * Student's law with two degrees of freedom more than that, {@code sqrt(1 + 2 h / tested)}.
   */
  static Spread of(Backtest backtest, int horizon) {
    double[][] errors = backtest.errors();
    double[] squares = new double[horizon];
    int[] counts = new int[horizon];
    for (double[] row : errors) {
      for (int step = 0; step < row.length; step++) {
        squares[step] += row[step] * row[step];
        counts[step]++;
      }
    }
    double[] scale = rising(squares, counts);
    double[] shape = new double[Arrays.stream(counts).sum()];
    int next = 0;
    for (double[] row : errors) {
      for (int step = 0; step < row.length; step++) {
        shape[next++] = scale[step] == 0 ? 0 : row[step] / scale[step];
      }
    }
    Arrays.sort(shape);
    for (int step = 0; step < horizon; step++) {
      scale[step] *= Math.sqrt(1 + 2.0 * (step + 1) / backtest.tested());
    }
    return new Spread(scale, shape);
  }

  /**
   * For a history too short to test anything on: its standard deviation, but at least the size of
   * its mean over the number of values, growing with the square root of the step.
   */
  static Spread guessed(double[] history, int horizon) {
    double mean = Arrays.stream(history).average().orElse(0);
    double variance =
        Arrays.stream(history).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    double first = Math.max(Math.sqrt(variance), Math.abs(mean) / Math.max(1, history.length));
    double[] scale = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      scale[step] = first * Math.sqrt(step + 1);
    }
    return new Spread(scale, new double[0]);
  }

  /**
   * The error that a share of errors stays under.
   *
   * @param step from 0
   * @param share in (0, 1)
   */
  double quantile(int step, double share) {
    return scale[step] * standard(share);
  }

  /** Interpolates between order statistics at i/(n+1); beyond them the normal law is the least. */
  private double standard(double share) {
    double position = share * (shape.length + 1) - 1;
    double normal = Normal.quantile(share);
    if (shape.length == 0) {
      return normal;
    }
    if (position < 0) {
      return Math.min(shape[0], normal);
    }
    if (position > shape.length - 1) {
      return Math.max(shape[shape.length - 1], normal);
    }
    int below = (int) position;
    int above = Math.min(below + 1, shape.length - 1);
    return shape[below] + (position - below) * (shape[above] - shape[below]);
  }

  private static double[] rising(double[] squares, int[] counts) {
    int reached = 0;
    while (reached < counts.length && counts[reached] > 0) {
      reached++;
    }
    double[] sums = new double[reached];
    long[] weights = new long[reached];
    int[] ends = new int[reached];
    int blocks = 0;
    for (int step = 0; step < reached; step++) {
      sums[blocks] = squares[step];
      weights[blocks] = counts[step];
      ends[blocks++] = step;
      while (blocks > 1
          && sums[blocks - 1] * weights[blocks - 2] < sums[blocks - 2] * weights[blocks - 1]) {
        blocks--;
        sums[blocks - 1] += sums[blocks];
        weights[blocks - 1] += weights[blocks];
        ends[blocks - 1] = ends[blocks];
      }
    }
    double[] scale = new double[counts.length];
    int step = 0;
    for (int block = 0; block < blocks; block++) {
      for (; step <= ends[block]; step++) {
        scale[step] = Math.sqrt(sums[block] / weights[block]);
      }
    }
    for (; step < scale.length; step++) {
      scale[step] = scale[reached - 1] * Math.sqrt((step + 1.0) / reached);
    }
    return scale;
  }
}
