package io.lavra.forecast;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Set;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.TsPeriod;
import jdplus.toolkit.base.api.timeseries.TsUnit;
import jdplus.toolkit.base.core.regsarima.regular.RegSarimaModel;
import jdplus.tramoseats.base.api.tramo.TramoSpec;
import jdplus.tramoseats.base.core.tramo.TramoKernel;

/**
 * Seasonal ARIMA identified and estimated by JDemetra+ (Tramo, specification TR3 without calendar
 * effects: log or level, outliers, orders). For 1, 2, 3, 4, 6 or 12 periods a year.
 */
public record AutoArima() implements Forecaster {
  private static final Set<Integer> PERIODS = Set.of(1, 2, 3, 4, 6, 12);
  private static final int FEWEST = 8;
  private static final double REACH = 10;

  @Override
  public String name() {
    return "arima";
  }

  /** Needs a period that JDemetra+ knows, and values that are not all alike. */
  @Override
  public boolean accepts(double[] history, int period) {
    return PERIODS.contains(period)
        && history.length >= Math.max(FEWEST, 2 * period)
        && Arrays.stream(history).anyMatch(value -> value != history[0]);
  }

  /**
   * Where JDemetra+ finds no model, fails (as it does for want of degrees of freedom on some short
   * series), or finds one that runs further than ten times the history's range, the values are NaN:
   * the method drops out.
   */
  @Override
  public double[] forecast(double[] history, int period, int horizon) {
    try {
      double[] forecast = estimated(history, period, horizon);
      return isPlausible(forecast, history) ? forecast : nothing(horizon);
    } catch (RuntimeException e) {
      return nothing(horizon);
    }
  }

  private static double[] estimated(double[] history, int period, int horizon) {
    // Any start will do: nothing here depends on the calendar.
    TsPeriod start = TsPeriod.of(TsUnit.ofAnnualFrequency(period), 0L);
    RegSarimaModel model =
        TramoKernel.of(TramoSpec.TR3, null)
            .process(TsData.ofInternal(start, history.clone()), null);
    return model == null
        ? nothing(horizon)
        : model.forecasts(horizon).getForecasts().getValues().toArray();
  }

  private static boolean isPlausible(double[] forecast, double[] history) {
    DoubleSummaryStatistics seen = Arrays.stream(history).summaryStatistics();
    double reach = REACH * (seen.getMax() - seen.getMin());
    return Arrays.stream(forecast).allMatch(value -> Math.abs(value - seen.getAverage()) <= reach);
  }

  private static double[] nothing(int horizon) {
    double[] nothing = new double[horizon];
    Arrays.fill(nothing, Double.NaN);
    return nothing;
  }
}
