package io.lavra.forecast;

/**
 * A way to continue a series. Implementations are records: their components are the model's
 * settings, so that {@code toString} identifies the model. They hold no state and may be shared by
 * threads.
 */
public interface Forecaster {
  /** What the column {@code model} says, e.g. {@code theta}. */
  String name();

  /**
   * Continues a series.
   *
   * @param history finite values, oldest first, one per period
   * @param period periods in a season; 1 where there is none
   * @param horizon steps ahead, at least 1
   * @return {@code horizon} values, the first of them for the period after the history's last
   */
  double[] forecast(double[] history, int period, int horizon);

  /** Whether the method can be used on such a history; where not, it is no candidate. */
  default boolean accepts(double[] history, int period) {
    return history.length > 0;
  }
}
