package io.lavra.quality.expectation;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Kullback and Leibler's divergence, in nats, of counts from weights. */
final class Divergence {
  private Divergence() {}

  /** A number that counts and the weights they should have give. */
  interface Formula {
    OptionalDouble apply(double[] counts, double[] weights);
  }

  /** Both are brought to a sum of 1; infinite where something is there that has no weight. */
  static OptionalDouble of(double[] counts, double[] weights) {
    double all = Arrays.stream(counts).sum();
    double whole = Arrays.stream(weights).sum();
    if (all == 0 || whole == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double p = counts[i] / all;
      double q = weights[i] / whole;
      sum += p == 0 ? 0 : p * Math.log(p / q);
    }
    return OptionalDouble.of(sum);
  }
}
