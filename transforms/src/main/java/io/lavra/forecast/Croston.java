package io.lavra.forecast;

/**
 * Croston's method for intermittent demand: the smoothed size of a demand over the smoothed
 * interval between demands. Both start at their first value. Source: J. D. Croston, "Forecasting
 * and stock control for intermittent demands", Operational Research Quarterly 23 (1972).
 *
 * @param alpha the smoothing constant of both, in (0, 1]; 0.1 is customary
 */
public record Croston(double alpha) implements Forecaster {
  @Override
  public String name() {
    return "croston";
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    return Demand.flat(rate(history, alpha), horizon);
  }

  static double rate(double[] history, double alpha) {
    Demand demand = Demand.of(history);
    if (demand.sizes().length == 0) {
      return 0;
    }
    return Smoothing.of(demand.sizes(), alpha, demand.sizes()[0]).level()
        / Smoothing.of(demand.intervals(), alpha, demand.intervals()[0]).level();
  }
}
