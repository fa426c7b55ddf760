package io.lavra.forecast;

import java.util.Arrays;

/**
 * The standard Theta method: the mean of the linear trend continued and of the exponentially
 * smoothed line with twice the series' curvature. A season found by {@link Seasonality#isPresent}
 * is divided out first and multiplied in again, where all values are positive. Sources: V.
 * Assimakopoulos and K. Nikolopoulos, "The theta model", International Journal of Forecasting 16
 * (2000); the M4 competition's benchmark for the season.
 */
public record Theta() implements Forecaster {
  @Override
  public String name() {
    return "theta";
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    boolean seasonal =
        Arrays.stream(history).allMatch(value -> value > 0)
            && Seasonality.isPresent(history, period);
    if (!seasonal) {
      return nonSeasonal(history, horizon);
    }
    double[] indices = Seasonality.indices(history, period);
    double[] adjusted = new double[history.length];
    for (int i = 0; i < history.length; i++) {
      adjusted[i] = history[i] / indices[i % period];
    }
    double[] forecast = nonSeasonal(adjusted, horizon);
    for (int step = 0; step < horizon; step++) {
      forecast[step] *= indices[(history.length + step) % period];
    }
    return forecast;
  }

  private static double[] nonSeasonal(double[] values, int horizon) {
    int n = values.length;
    double meanTime = (n - 1) / 2.0;
    double mean = Arrays.stream(values).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      products += (i - meanTime) * (values[i] - mean);
      squares += (i - meanTime) * (i - meanTime);
    }
    double slope = n < 2 ? 0 : products / squares;
    double[] curved = new double[n];
    for (int i = 0; i < n; i++) {
      curved[i] = 2 * values[i] - (mean + slope * (i - meanTime));
    }
    double level = Smoothing.fit(curved).level();
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      forecast[step] = (level + mean + slope * (n + step - meanTime)) / 2;
    }
    return forecast;
  }
}
