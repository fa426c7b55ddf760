package io.lavra.quality.expectation;

import io.lavra.quality.anomaly.Detector;
import io.lavra.quality.anomaly.Detectors;
import io.lavra.words.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** Numbers that are unlike those of earlier runs, as a table file's {@code anomaly} names them. */
final class AnomalyKinds {
  private static final List<String> COMMON =
      List.of("metric", "column", "row_condition", "strategy", "min-history");

  /** What each strategy takes besides. */
  private static final Map<String, List<String>> STRATEGIES = new LinkedHashMap<>();

  private static final double DEVIATIONS = 3;
  private static final int MOST_DEVIATIONS = 9;
  private static final double IGNORE_START = 0.1;
  private static final int LONGEST = 366;

  static {
    STRATEGIES.put("rate-of-change", List.of("max-increase", "max-decrease", "order"));
    STRATEGIES.put("absolute-change", List.of("max-increase", "max-decrease", "order"));
    STRATEGIES.put("threshold", List.of("min", "max"));
    STRATEGIES.put(
        "online-normal", List.of("lower-deviations", "upper-deviations", "ignore-start"));
    STRATEGIES.put("batch-normal", List.of("lower-deviations", "upper-deviations"));
    STRATEGIES.put("holt-winters", List.of("period"));
  }

  static final List<Kind> ALL = List.of(new Kind("anomaly", known(), AnomalyKinds::read));

  private AnomalyKinds() {}

  private static List<String> known() {
    TreeSet<String> known = new TreeSet<>(COMMON);
    STRATEGIES.values().forEach(known::addAll);
    return List.copyOf(known);
  }

  private static Statement read(Arguments arguments) {
    Detector detector = detector(arguments);
    Numeric metric = AnomalyMetrics.read(arguments);
    int least = arguments.findCount("min-history").orElse(0L).intValue();
    return new Labelled(
        "anomaly(%s, %s)".formatted(arguments.text("metric"), detector.name()),
        new Unusual(metric, detector, Math.max(least, detector.needs())));
  }

  private static Detector detector(Arguments arguments) {
    String strategy = arguments.text("strategy");
    List<String> own = STRATEGIES.get(strategy);
    if (own == null) {
      throw arguments.illegal(
          "knows no strategy \"%s\". %s", strategy, Nearest.remedy(strategy, STRATEGIES.keySet()));
    }
    for (String name : known()) {
      if (arguments.find(name).isPresent() && !own.contains(name) && !COMMON.contains(name)) {
        throw arguments.illegal(
            "has no \"%s\" with strategy %s. It takes %s.", name, strategy, String.join(", ", own));
      }
    }
    return switch (strategy) {
      case "rate-of-change" -> rate(arguments);
      case "absolute-change" -> change(arguments);
      case "threshold" -> threshold(arguments);
      case "online-normal" ->
          Detectors.onlineNormal(
              deviations(arguments, "lower-deviations"),
              deviations(arguments, "upper-deviations"),
              share(arguments),
              true);
      case "batch-normal" ->
          Detectors.batchNormal(
              deviations(arguments, "lower-deviations"), deviations(arguments, "upper-deviations"));
      default -> Detectors.holtWinters(count(arguments, "period", 7, 2));
    };
  }

  private static Detector rate(Arguments arguments) {
    OptionalDouble least = positive(arguments, "max-decrease");
    OptionalDouble most = positive(arguments, "max-increase");
    needOne(arguments, least, most, "max-increase: 2.0");
    return Detectors.rateOfChange(least, most, count(arguments, "order", 1, 1));
  }

  private static Detector change(Arguments arguments) {
    OptionalDouble fall = positive(arguments, "max-decrease");
    OptionalDouble rise = positive(arguments, "max-increase");
    needOne(arguments, fall, rise, "max-increase: 100");
    OptionalDouble least =
        fall.isPresent() ? OptionalDouble.of(-fall.getAsDouble()) : OptionalDouble.empty();
    return Detectors.absoluteChange(least, rise, count(arguments, "order", 1, 1));
  }

  private static Detector threshold(Arguments arguments) {
    OptionalDouble least = arguments.findNumber("min");
    OptionalDouble most = arguments.findNumber("max");
    needOne(arguments, least, most, "min: 1");
    if (least.orElse(Double.NEGATIVE_INFINITY) > most.orElse(Double.POSITIVE_INFINITY)) {
      throw arguments.illegal("has a min above its max. Exchange them.");
    }
    return Detectors.threshold(least, most);
  }

  private static void needOne(
      Arguments arguments, OptionalDouble one, OptionalDouble other, String example) {
    if (one.isEmpty() && other.isEmpty()) {
      throw arguments.illegal("needs a bound. Add one, such as %s.", example);
    }
  }

  private static OptionalDouble positive(Arguments arguments, String name) {
    OptionalDouble number = arguments.findNumber(name);
    if (number.isPresent() && !(number.getAsDouble() >= 0)) {
      throw arguments.mistyped(name, "a number, 0 or more", number.getAsDouble());
    }
    return number;
  }

  private static OptionalDouble deviations(Arguments arguments, String name) {
    double deviations = positive(arguments, name).orElse(DEVIATIONS);
    if (deviations > MOST_DEVIATIONS) {
      throw arguments.mistyped(name, "a number from 0 to " + MOST_DEVIATIONS, deviations);
    }
    return OptionalDouble.of(deviations);
  }

  private static double share(Arguments arguments) {
    double share = positive(arguments, "ignore-start").orElse(IGNORE_START);
    if (share > 1) {
      throw arguments.mistyped("ignore-start", "a share from 0 to 1", share);
    }
    return share;
  }

  private static int count(Arguments arguments, String name, int otherwise, int least) {
    long count = arguments.findCount(name).orElse((long) otherwise);
    if (count < least || count > LONGEST) {
      throw arguments.mistyped(
          name, "a whole number from %s to %s".formatted(least, LONGEST), count);
    }
    return (int) count;
  }
}
