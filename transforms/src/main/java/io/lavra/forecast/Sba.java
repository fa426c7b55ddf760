package io.lavra.forecast;

/**
 * The Syntetos-Boylan approximation: Croston's forecast times {@code 1 - alpha / 2}, which removes
 * most of its upward bias. Source: A. A. Syntetos and J. E. Boylan, "The accuracy of intermittent
 * demand estimates", International Journal of Forecasting 21 (2005).
 *
 * @param alpha the smoothing constant of size and interval, in (0, 1]
 */
public record Sba(double alpha) implements Forecaster {
  @Override
  public String name() {
    return "sba";
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    return Demand.flat((1 - alpha / 2) * Croston.rate(history, alpha), horizon);
  }
}
