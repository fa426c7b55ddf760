package io.lavra.quality.suggest;

/** Shares that later rows will keep to. */
final class Shares {
  /** Standard deviations: one in a thousand is below. */
  private static final double DEVIATIONS = 3;

  /** What is allowed beside chance. */
  private static final double MARGIN = 0.01;

  private Shares() {}

  /**
   * What a share will hardly fall below: the binomial distribution's lower bound by its normal
   * approximation, less a margin, in whole per cents. The rule of Deequ's suggestions, with a wider
   * bound: Schelter et al., "Automating large-scale data quality verification", 2018.
   */
  static double lowerBound(double share, long rows) {
    double bound = share - DEVIATIONS * Math.sqrt(share * (1 - share) / rows) - MARGIN;
    return Math.floor(Math.max(0, bound) * 100) / 100;
  }
}
