package io.lavra.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * A series continued, with intervals. The method is chosen by {@link Choice}. An interval at level
 * 80 reaches from the 10 % to the 90 % quantile of the backtest's errors at each step ({@link
 * Spread}) around the forecast; it always holds the forecast, and a higher level's interval holds a
 * lower's. Where no value of the history is negative, neither forecast nor bounds are.
 *
 * @param model the method's name; {@code none} where nothing is known, with NaN for all numbers
 * @param modelHash 16 hex digits that identify the method, its settings and this code's version
 * @param forecast one value per step
 * @param lower by level as asked, then step
 * @param upper by level as asked, then step
 */
public record SeriesForecast(
    String model, String modelHash, double[] forecast, double[][] lower, double[][] upper) {
  /** Changes when the same series would be forecast otherwise. */
  public static final String CODE_VERSION = "forecast-1 jdemetra-3.5.0";

  /** Beyond these powers of two, squares of values would leave the range of numbers. */
  private static final int SAFE_EXPONENT = 300;

  /**
   * Forecasts a series; the same series always gives the same bits.
   *
   * @param season periods in a season, 1 where there is none
   * @param horizon steps ahead, at least 1
   * @param levels of the intervals in percent, 1 to 99
   */
  public static SeriesForecast of(Series series, int season, int horizon, List<Integer> levels) {
    double[] history = series.values();
    if (history.length == 0) {
      return nothing(horizon, levels.size());
    }
    int exponent = excess(history);
    double[] scaled = scale(history, -exponent);
    Choice choice = Choice.of(scaled, season, horizon);
    Spread spread =
        choice
            .backtest()
            .map(backtest -> Spread.of(backtest, horizon))
            .orElseGet(() -> Spread.guessed(scaled, horizon));
    boolean positive = Arrays.stream(history).allMatch(value -> value >= 0);
    double floor = positive ? 0 : Double.NEGATIVE_INFINITY;
    double[] forecast = atLeast(floor, choice.forecast());
    double[][] lower = new double[levels.size()][];
    double[][] upper = new double[levels.size()][];
    for (int i = 0; i < levels.size(); i++) {
      double outside = (100 - levels.get(i)) / 200.0;
      lower[i] = scale(atLeast(floor, bound(forecast, spread, outside)), exponent);
      upper[i] = scale(atLeast(floor, bound(forecast, spread, 1 - outside)), exponent);
    }
    Forecaster forecaster = choice.forecaster();
    String hash = ModelHash.of(forecaster + " season=" + season);
    return new SeriesForecast(forecaster.name(), hash, scale(forecast, exponent), lower, upper);
  }

  private static double[] bound(double[] forecast, Spread spread, double share) {
    double[] bound = new double[forecast.length];
    for (int step = 0; step < bound.length; step++) {
      double error = spread.quantile(step, share);
      bound[step] = forecast[step] + (share < 0.5 ? Math.min(0, error) : Math.max(0, error));
    }
    return bound;
  }

  /** The largest value's power of two where it is extreme, else 0: ordinary series stay as is. */
  private static int excess(double[] history) {
    double largest = Arrays.stream(history).map(Math::abs).max().orElse(0);
    int exponent = largest == 0 ? 0 : Math.getExponent(largest);
    return Math.abs(exponent) > SAFE_EXPONENT ? exponent : 0;
  }

  private static double[] scale(double[] values, int exponent) {
    return Arrays.stream(values)
        .map(value -> Math.scalb(value, exponent))
        .map(value -> Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)))
        .toArray();
  }

  private static double[] atLeast(double floor, double[] values) {
    return Arrays.stream(values).map(value -> Math.max(floor, value)).toArray();
  }

  private static SeriesForecast nothing(int horizon, int levels) {
    double[] unknown = new double[horizon];
    Arrays.fill(unknown, Double.NaN);
    double[][] bounds = new double[levels][];
    Arrays.fill(bounds, unknown);
    return new SeriesForecast("none", ModelHash.of("none"), unknown, bounds, bounds);
  }
}
