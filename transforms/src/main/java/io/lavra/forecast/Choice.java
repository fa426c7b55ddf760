package io.lavra.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The method chosen for a series, with the backtest that chose it.
 *
 * <p>The measure is the squared error of a rolling-origin backtest over all steps, which orders
 * methods as RMSSE does; absolute errors would choose to forecast zero wherever most periods are
 * zero. The lowest error wins, ties going to the method named first here.
 *
 * <ul>
 *   <li>Intermittent series (an average of 1.32 periods or more per demand) use the mean, unless
 *       Croston, SBA or TSB has an error at least 10 % lower: smaller differences are chance there.
 *       The smoothing constants are customary ones, not fitted: what few demands there are do not
 *       determine them.
 *   <li>Other series use the mean, Theta, simple exponential smoothing, or, with three seasons or
 *       more, seasonal naive.
 *   <li>From 50 values and three seasons, where Box and Jenkins think an identification possible,
 *       ARIMA is tried from three origins, and used if its error there is at least 20 % lower than
 *       the winner's. On fewer values it loses to Theta (measured on the M3 competition's series).
 *   <li>Below 8 values nothing is chosen: the mean if intermittent, else exponential smoothing.
 * </ul>
 *
 * @param forecaster the method
 * @param forecast its forecast, one value per step
 * @param backtest its errors; empty for histories too short for one
 */
record Choice(Forecaster forecaster, double[] forecast, Optional<Backtest> backtest) {
  private static final int FEWEST = 8;
  private static final int FEWEST_FOR_ARIMA = 50;
  private static final int SEASONS = 3;
  private static final double MARGIN = 0.9;
  private static final double ARIMA_MARGIN = 0.8;
  private static final Forecaster MEAN = new Mean();
  private static final Forecaster ARIMA = new AutoArima();
  private static final List<Forecaster> INTERMITTENT =
      List.of(new Croston(0.1), new Sba(0.15), new Tsb(0.1, 0.05));
  private static final List<Forecaster> SMOOTH = List.of(new Theta(), new ExponentialSmoothing());

  static Choice of(double[] history, int period, int horizon) {
    Search search = new Search(history, period, horizon, Backtest.origins(history.length));
    boolean intermittent = Demand.of(history).isIntermittent();
    if (history.length < FEWEST) {
      return search.tested(intermittent ? MEAN : new ExponentialSmoothing());
    }
    if (intermittent) {
      return search.best(search.tested(MEAN), INTERMITTENT, MARGIN);
    }
    List<Forecaster> candidates = new ArrayList<>(SMOOTH);
    boolean hasSeasons = history.length >= SEASONS * period;
    if (hasSeasons) {
      candidates.add(new SeasonalNaive());
    }
    Choice cheap = search.best(search.tested(MEAN), candidates, 1);
    return hasSeasons && history.length >= FEWEST_FOR_ARIMA ? search.orArima(cheap) : cheap;
  }

  private double error() {
    return error(backtest);
  }

  private static double error(Optional<Backtest> backtest) {
    return backtest.map(Backtest::meanSquare).orElse(Double.POSITIVE_INFINITY);
  }

  private record Search(double[] history, int period, int horizon, int[] origins) {
    Choice best(Choice incumbent, List<Forecaster> candidates, double margin) {
      Choice best = incumbent;
      double lowest = margin * incumbent.error();
      for (Forecaster candidate : candidates) {
        Choice tested = tested(candidate);
        if (tested.error() < lowest) {
          lowest = tested.error();
          best = tested;
        }
      }
      return best;
    }

    /** ARIMA is dropped where it loses from the first origin; its errors make its intervals. */
    Choice orArima(Choice incumbent) {
      int test = Math.min(horizon, history.length / 3);
      int first = history.length - test;
      if (!from(first).arimaWins(incumbent, 1)) {
        return incumbent;
      }
      Search search = from(first - test / 2, first, first + test / 2);
      if (!search.arimaWins(incumbent, ARIMA_MARGIN)) {
        return incumbent;
      }
      Choice arima = search.tested(ARIMA);
      return Double.isFinite(arima.forecast[0]) ? arima : incumbent;
    }

    private Search from(int... origins) {
      return new Search(history, period, horizon, origins);
    }

    private boolean arimaWins(Choice incumbent, double margin) {
      return error(ARIMA) < margin * error(incumbent.forecaster);
    }

    Choice tested(Forecaster forecaster) {
      return new Choice(
          forecaster,
          forecaster.forecast(history, period, horizon),
          Backtest.run(forecaster, history, period, horizon, origins));
    }

    private double error(Forecaster forecaster) {
      return Choice.error(Backtest.run(forecaster, history, period, horizon, origins));
    }
  }
}
