package io.lavra.quality.expectation;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Pearson's test of goodness of fit. */
final class ChiSquare {
  private ChiSquare() {}

  /** How probable counts this far from their weights are, were the weights right. */
  static OptionalDouble p(double[] counts, double[] weights) {
    double all = Arrays.stream(counts).sum();
    double whole = Arrays.stream(weights).sum();
    if (all == 0 || whole == 0 || counts.length < 2) {
      return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(1);
    }
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = all * weights[i] / whole;
      if (expected == 0 && counts[i] > 0) {
        return OptionalDouble.of(0);
      }
      double off = counts[i] - expected;
      statistic += expected == 0 ? 0 : off * off / expected;
    }
    ChiSquaredDistribution chiSquare = new ChiSquaredDistribution(null, counts.length - 1);
    return OptionalDouble.of(1 - chiSquare.cumulativeProbability(statistic));
  }
}
