package io.lavra.forecast;

/**
 * Teunter, Syntetos and Babai's method: the smoothed probability of a demand, updated every period,
 * times the smoothed size of a demand, updated when there is one; so the forecast fades where
 * demand ends. Both start at their first value. Source: "Intermittent demand: linking forecasting
 * to inventory obsolescence", European Journal of Operational Research 214 (2011).
 *
 * @param sizeAlpha the smoothing constant of the size, in (0, 1]
 * @param probabilityAlpha the smoothing constant of the probability, in (0, 1]
 */
public record Tsb(double sizeAlpha, double probabilityAlpha) implements Forecaster {
  @Override
  public String name() {
    return "tsb";
  }

  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    Demand demand = Demand.of(history);
    if (demand.sizes().length == 0) {
      return new double[horizon];
    }
    double size = Smoothing.of(demand.sizes(), sizeAlpha, demand.sizes()[0]).level();
    double probability = history[0] == 0 ? 0 : 1;
    for (double value : history) {
      probability += probabilityAlpha * ((value == 0 ? 0 : 1) - probability);
    }
    return Demand.flat(size * probability, horizon);
  }
}
