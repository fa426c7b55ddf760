package io.lavra.forecast;

/** The normal law. */
final class Normal {
  private static final double HALVINGS = 60;

  private Normal() {}

  /** The value that a share of standard normal values stays under; share in (0, 1). */
  static double quantile(double share) {
    if (share < 0.5) {
      return -quantile(1 - share);
    }
    double low = 0;
    double high = 40;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (0.5 + centre(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The probability between 0 and {@code z}, by Marsaglia's series (2004). */
  private static double centre(double z) {
    double term = z;
    double sum = z;
    for (int i = 3; Math.abs(term) > sum * 1e-17 && i < 4000; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
