package io.lavra.forecast;

import java.util.Arrays;
import java.util.Optional;

/**
 * Forecasts of a known past: from each origin the method sees what came before it only.
 *
 * @param errors actual minus forecast, by origin and step; a row is shorter than the horizon where
 *     the history ends first, and never empty
 * @param tested values after the first origin
 */
record Backtest(double[][] errors, int tested) {
  private static final double SEEN_FIRST = 0.4;
  private static final int FEWEST_SEEN = 2;
  private static final int MOST_ORIGINS = 24;
  private static final int FEWEST_ORIGINS = 4;
  private static final int MOST_VALUES = 20_000;

  /**
   * Up to 24 origins, evenly over the last 60 % of a history (fewer where it is very long, to bound
   * the work); an origin is the number of values seen.
   */
  static int[] origins(int length) {
    int first = Math.max(FEWEST_SEEN, (int) (SEEN_FIRST * length));
    int possible = Math.max(0, length - first);
    int affordable =
        Math.max(FEWEST_ORIGINS, Math.min(MOST_ORIGINS, MOST_VALUES / Math.max(1, length)));
    int count = Math.min(possible, affordable);
    int[] origins = new int[count];
    for (int i = 0; i < count; i++) {
      origins[i] = first + (int) ((long) (i + 1) * possible / count) - 1;
    }
    return origins;
  }

  /** Empty where there is no origin, or the method finds no finite forecast from one of them. */
  static Optional<Backtest> run(
      Forecaster forecaster, double[] history, int period, int horizon, int[] origins) {
    double[][] errors = new double[origins.length][];
    for (int i = 0; i < origins.length; i++) {
      double[] seen = Arrays.copyOf(history, origins[i]);
      if (!forecaster.accepts(seen, period)) {
        return Optional.empty();
      }
      int steps = Math.min(horizon, history.length - origins[i]);
      errors[i] = forecaster.forecast(seen, period, steps);
      for (int step = 0; step < steps; step++) {
        errors[i][step] = history[origins[i] + step] - errors[i][step];
        if (!Double.isFinite(errors[i][step])) {
          return Optional.empty();
        }
      }
    }
    return origins.length == 0
        ? Optional.empty()
        : Optional.of(new Backtest(errors, history.length - origins[0]));
  }

  /** The mean squared error over all origins and steps. */
  double meanSquare() {
    return Arrays.stream(errors)
        .flatMapToDouble(Arrays::stream)
        .map(error -> error * error)
        .average()
        .orElse(0);
  }
}
