package io.lavra.quality.anomaly;

import com.amazon.deequ.anomalydetection.AbsoluteChangeStrategy;
import com.amazon.deequ.anomalydetection.BatchNormalStrategy;
import com.amazon.deequ.anomalydetection.OnlineNormalStrategy;
import com.amazon.deequ.anomalydetection.RelativeRateOfChangeStrategy;
import com.amazon.deequ.anomalydetection.SimpleThresholdStrategy;
import com.amazon.deequ.anomalydetection.seasonal.HoltWinters;
import java.util.OptionalDouble;
import scala.Option;

/** Deequ's anomaly strategies by Java's words. */
public final class Detectors {
  /** Fewer numbers than these have no spread worth the name. */
  private static final int FOR_A_SPREAD = 5;

  private Detectors() {}

  /** The quotient of the new number and the one {@code order} runs before stays within bounds. */
  public static Detector rateOfChange(OptionalDouble least, OptionalDouble most, int order) {
    return new Detector(
        "rate-of-change",
        order,
        new RelativeRateOfChangeStrategy(option(least), option(most), order));
  }

  /** The difference, taken {@code order} times, stays within bounds; {@code least} is negative. */
  public static Detector absoluteChange(OptionalDouble least, OptionalDouble most, int order) {
    return new Detector(
        "absolute-change", order, new AbsoluteChangeStrategy(option(least), option(most), order));
  }

  /** The number itself stays within bounds, whatever came before. */
  public static Detector threshold(OptionalDouble least, OptionalDouble most) {
    return new Detector(
        "threshold",
        0,
        new SimpleThresholdStrategy(
            least.orElse(-Double.MAX_VALUE), most.orElse(Double.MAX_VALUE)));
  }

  /**
   * Within so many deviations of a running mean; anomalies of the past do not move it. Deequ counts
   * the new number in, and of n numbers none is more than (n - 1) / sqrt(n) deviations off: so many
   * are needed that there can be an anomaly at all.
   */
  public static Detector onlineNormal(
      OptionalDouble below, OptionalDouble above, double ignoreStart, boolean ignoreAnomalies) {
    double deviations = Math.max(below.orElse(0), above.orElse(0));
    int all = FOR_A_SPREAD + 1;
    while ((all - 1) / Math.sqrt(all) <= deviations) {
      all++;
    }
    return new Detector(
        "online-normal",
        all - 1,
        new OnlineNormalStrategy(option(below), option(above), ignoreStart, ignoreAnomalies));
  }

  /** Within so many deviations of the mean of all earlier numbers. */
  public static Detector batchNormal(OptionalDouble below, OptionalDouble above) {
    return new Detector(
        "batch-normal", FOR_A_SPREAD, new BatchNormalStrategy(option(below), option(above), false));
  }

  /** Near to what additive Holt-Winters foretells; a season is {@code period} runs. */
  public static Detector holtWinters(int period) {
    Algebra.load();
    return new Detector("holt-winters", 2 * period, new HoltWinters(period));
  }

  private static Option<Object> option(OptionalDouble value) {
    return value.isPresent() ? Option.apply((Object) value.getAsDouble()) : Option.empty();
  }
}
