package io.lavra.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The method chosen for a series, with the backtest that chose it.
 *
 * <p>Intermittent series (an average of 1.32 periods or more per demand) choose among mean,
 * Croston, SBA and TSB; others among mean, simple exponential smoothing, Theta, seasonal naive and
 * ARIMA. The measure is the squared error of a rolling-origin backtest over all steps, which orders
 * methods as RMSSE does; absolute errors would choose to forecast zero wherever most periods are
 * zero. The mean is left only for a method whose squared error is at least 10 % lower: on short
 * noisy series smaller differences are chance. Of the methods that clear this, the lowest error
 * wins, ties going to the earlier in the order above. ARIMA costs much more than the rest, so it is
 * tried from two origins, and must beat the winner so far by the same 10 % there.
 *
 * @param forecaster the method
 * @param forecast its forecast
 * @param backtest its errors; empty for histories too short for one
 */
record Choice(Forecaster forecaster, double[] forecast, Optional<Backtest> backtest) {
  private static final double MARGIN = 0.9;
  private static final int FEWEST = 8;
  private static final int ARIMA_STRIDE = 4;
  private static final Forecaster MEAN = new Mean();
  private static final Forecaster ARIMA = new AutoArima();
  private static final List<Forecaster> INTERMITTENT =
      List.of(new Croston(0.1), new Sba(0.15), new Tsb(0.1, 0.05));
  private static final List<Forecaster> SMOOTH =
      List.of(new ExponentialSmoothing(), new Theta(), new SeasonalNaive());

  static Choice of(double[] history, int period, int horizon) {
    Search search = new Search(history, period, horizon);
    int[] origins = Backtest.origins(history.length);
    boolean intermittent = Demand.of(history).isIntermittent();
    if (history.length < FEWEST) {
      return search.choose(intermittent ? MEAN : new ExponentialSmoothing(), origins);
    }
    Forecaster cheap = search.best(intermittent ? INTERMITTENT : SMOOTH, origins);
    if (!intermittent && search.arimaWins(cheap)) {
      Choice arima = search.choose(ARIMA, every(origins, ARIMA_STRIDE));
      if (arima.backtest.isPresent() && Double.isFinite(arima.forecast[0])) {
        return arima;
      }
    }
    return search.choose(cheap, origins);
  }

  private static int[] every(int[] origins, int stride) {
    int last = origins.length - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> (last - i) % stride == stride - 1)
        .map(i -> origins[i])
        .toArray();
  }

  private record Search(double[] history, int period, int horizon) {
    Forecaster best(List<Forecaster> candidates, int[] origins) {
      Forecaster best = MEAN;
      double lowest = MARGIN;
      for (Forecaster candidate : candidates) {
        double ratio = ratio(candidate, MEAN, origins);
        if (ratio < lowest) {
          lowest = ratio;
          best = candidate;
        }
      }
      return best;
    }

    Choice choose(Forecaster forecaster, int[] origins) {
      return new Choice(
          forecaster, forecaster.forecast(history, period, horizon), backtest(forecaster, origins));
    }

    boolean arimaWins(Forecaster incumbent) {
      int last = history.length - Math.min(horizon, history.length / 3);
      int[] two = {last - (history.length - last) / 2, last};
      return ratio(ARIMA, incumbent, two) < MARGIN;
    }

    /** The candidate's squared error over the incumbent's, from those origins it can work from. */
    private double ratio(Forecaster candidate, Forecaster incumbent, int[] origins) {
      int[] possible =
          Arrays.stream(origins)
              .filter(origin -> candidate.accepts(Arrays.copyOf(history, origin), period))
              .toArray();
      double reference = error(incumbent, possible);
      double error = error(candidate, possible);
      return error < reference ? error / reference : Double.POSITIVE_INFINITY;
    }

    private double error(Forecaster forecaster, int[] origins) {
      return backtest(forecaster, origins)
          .map(Backtest::meanSquare)
          .orElse(Double.POSITIVE_INFINITY);
    }

    Optional<Backtest> backtest(Forecaster forecaster, int[] origins) {
      return Backtest.run(forecaster, history, period, horizon, origins);
    }
  }
}
