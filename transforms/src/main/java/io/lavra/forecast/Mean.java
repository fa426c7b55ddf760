package io.lavra.forecast;

import java.util.Arrays;

/** The mean of all that was seen; hard to beat by squared error where demand is rare. */
public record Mean() implements Forecaster {
  @Override
  public String name() {
    return "mean";
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, Arrays.stream(history).average().orElse(0));
    return forecast;
  }
}
