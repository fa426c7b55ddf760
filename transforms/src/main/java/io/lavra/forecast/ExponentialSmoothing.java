package io.lavra.forecast;

import java.util.Arrays;

/**
 * Simple exponential smoothing: a level without trend or season, its smoothing constant and its
 * first level fitted to the history by {@link Smoothing#fit}.
 */
public record ExponentialSmoothing() implements Forecaster {
  @Override
  public String name() {
    return "ses";
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, Smoothing.fit(history).level());
    return forecast;
  }
}
