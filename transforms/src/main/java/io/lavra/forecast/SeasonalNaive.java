package io.lavra.forecast;

/** The value of the same season one cycle ago; without a season, the last value. */
public record SeasonalNaive() implements Forecaster {
  @Override
  public String name() {
    return "seasonal_naive";
  }

  @Override
  public boolean accepts(double[] history, int period) {
    return history.length >= period;
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      forecast[step] = history[history.length - period + step % period];
    }
    return forecast;
  }
}
