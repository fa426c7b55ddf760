package io.lavra.forecast;

/**
 * A series smoothed exponentially: {@code level = alpha * value + (1 - alpha) * level}.
 *
 * @param alpha the smoothing constant
 * @param initial the level before the first value
 * @param level the level after the last value
 * @param squaredErrors the sum of squared one-step errors
 */
record Smoothing(double alpha, double initial, double level, double squaredErrors) {
  private static final double LOWEST = 0.01;
  private static final double HIGHEST = 0.99;
  private static final int GRID = 14;
  private static final int REFINEMENTS = 16;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Smooths with a given constant from a given first level. */
  static Smoothing of(double[] values, double alpha, double initial) {
    double level = initial;
    double squares = 0;
    for (double value : values) {
      double error = value - level;
      squares += error * error;
      level += alpha * error;
    }
    return new Smoothing(alpha, initial, level, squares);
  }

  /**
   * The constant in [0.01, 0.99] and the first level that minimise the squared one-step errors. The
   * first level has a closed form for each constant; the constant is found on a grid, then by
   * golden section between the best point's neighbours, because the errors may have several minima.
   */
  static Smoothing fit(double[] values) {
    Smoothing best = withBestInitial(values, LOWEST);
    double width = (HIGHEST - LOWEST) / GRID;
    for (int i = 1; i <= GRID; i++) {
      best = better(best, withBestInitial(values, LOWEST + i * width));
    }
    double low = Math.max(LOWEST, best.alpha - width);
    double high = Math.min(HIGHEST, best.alpha + width);
    for (int i = 0; i < REFINEMENTS; i++) {
      Smoothing left = withBestInitial(values, high - GOLDEN * (high - low));
      Smoothing right = withBestInitial(values, low + GOLDEN * (high - low));
      best = better(best, better(left, right));
      if (left.squaredErrors <= right.squaredErrors) {
        high = right.alpha;
      } else {
        low = left.alpha;
      }
    }
    return best;
  }

  /** The errors are linear in the first level: least squares gives it. */
  private static Smoothing withBestInitial(double[] values, double alpha) {
    double level = 0;
    double weight = 1;
    double product = 0;
    double weights = 0;
    for (double value : values) {
      product += (value - level) * weight;
      weights += weight * weight;
      level += alpha * (value - level);
      weight *= 1 - alpha;
    }
    return of(values, alpha, product / weights);
  }

  private static Smoothing better(Smoothing first, Smoothing second) {
    return second.squaredErrors < first.squaredErrors ? second : first;
  }
}
