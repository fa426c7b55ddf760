package io.lavra.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values should be spread: Great Expectations' partition object, either {@code values} with a
 * weight each, or {@code bins} with a weight for each interval between two of them.
 *
 * @param weights their sum is 1, tails included
 * @param tails the weights below the first bin and above the last; empty where none are given
 */
record Partition(List<Object> values, List<Double> bins, List<Double> weights, List<Double> tails) {
  private static final double NEAR = 1e-6;

  /** What YAML and JSON have no number for. */
  private static final Map<String, Double> INFINITE =
      Map.of(
          ".inf", Double.POSITIVE_INFINITY,
          "-.inf", Double.NEGATIVE_INFINITY,
          "Infinity", Double.POSITIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  static Partition of(Arguments arguments) {
    Object written =
        arguments
            .find("partition_object")
            .orElseThrow(() -> arguments.missing("partition_object", "values and weights"));
    if (!(written instanceof Map<?, ?> map)) {
      throw arguments.mistyped(
          "partition_object", "values and weights, or bins and weights", written);
    }
    List<Double> weights = numbers(arguments, "weights", map.get("weights"));
    Partition partition =
        map.containsKey("values")
            ? new Partition(values(arguments, map.get("values")), List.of(), weights, List.of())
            : new Partition(
                List.of(),
                numbers(arguments, "bins", map.get("bins")),
                weights,
                map.containsKey("tail_weights")
                    ? numbers(arguments, "tail_weights", map.get("tail_weights"))
                    : List.of());
    partition.check(arguments);
    return partition;
  }

  boolean isCategories() {
    return !values.isEmpty();
  }

  private void check(Arguments arguments) {
    int wanted = isCategories() ? values.size() : bins.size() - 1;
    double sum =
        weights.stream().mapToDouble(w -> w).sum() + tails.stream().mapToDouble(w -> w).sum();
    boolean rises = true;
    for (int i = 1; i < bins.size(); i++) {
      rises &= bins.get(i - 1) < bins.get(i);
    }
    if (weights.size() != wanted
        || wanted == 0
        || (!tails.isEmpty() && tails.size() != 2)
        || !rises
        || values.stream().distinct().count() != values.size()
        || weights.stream().anyMatch(weight -> weight < 0)
        || Math.abs(sum - 1) > NEAR) {
      throw arguments.mistyped(
          "partition_object",
          "different values with a weight each, or rising bins with a weight between each two, all weights adding up to 1",
          "values "
              + values
              + ", bins "
              + bins
              + ", weights "
              + weights
              + ", tail_weights "
              + tails);
    }
  }

  /** A share that is held back for what the partition does not know, 0 to 1. */
  static double holdout(Arguments arguments, String name) {
    double share = arguments.findNumber(name).orElse(0);
    if (share < 0 || share > 1) {
      throw arguments.mistyped(name, "a number from 0 to 1", share);
    }
    return share;
  }

  private static List<Object> values(Arguments arguments, @Nullable Object written) {
    List<Object> values = new ArrayList<>();
    for (Object value : written instanceof List<?> list ? list : List.of()) {
      if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
        throw arguments.mistyped("values", "a list of texts or numbers", String.valueOf(written));
      }
      values.add(value);
    }
    return List.copyOf(values);
  }

  private static List<Double> numbers(Arguments arguments, String name, @Nullable Object written) {
    List<Double> numbers = new ArrayList<>();
    for (Object value : written instanceof List<?> list ? list : List.of()) {
      if (value instanceof Number number) {
        numbers.add(number.doubleValue());
      } else if (value instanceof String text && INFINITE.containsKey(text)) {
        numbers.add(INFINITE.get(text));
      } else {
        throw arguments.mistyped(name, "a list of numbers", String.valueOf(written));
      }
    }
    return List.copyOf(numbers);
  }
}
