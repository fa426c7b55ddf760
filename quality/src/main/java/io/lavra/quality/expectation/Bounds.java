package io.lavra.quality.expectation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A range: {@code min_value}, {@code max_value}, and whether each end is left out. */
record Bounds(Optional<Object> min, Optional<Object> max, boolean strictMin, boolean strictMax) {
  static final List<String> ARGUMENTS =
      List.of("min_value", "max_value", "strict_min", "strict_max");

  /** Doubles and Deequ's metrics tell all whole numbers below this one apart. */
  private static final BigDecimal EXACT_DOUBLES = BigDecimal.valueOf(1L << 53);

  /** More than any table has rows. */
  private static final long MANY = (1L << 53) - 1;

  static Bounds of(Arguments arguments) {
    return checked(arguments, arguments.findScalar("min_value"), arguments.findScalar("max_value"));
  }

  static Bounds ofCounts(Arguments arguments) {
    return checked(
        arguments, count(arguments, "min_value", 0), count(arguments, "max_value", MANY));
  }

  /** Infinity is as good as no bound. */
  private static Optional<Object> count(Arguments arguments, String name, long atMost) {
    Object value = arguments.find(name).orElse(null);
    double infinity = atMost == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return value instanceof Number number && number.doubleValue() == infinity
        ? Optional.of(atMost)
        : arguments.findCount(name).map(Object.class::cast);
  }

  static Bounds ofNumbers(Arguments arguments) {
    Bounds bounds = of(arguments);
    bounds
        .ends()
        .filter(end -> !(end instanceof Number))
        .forEach(
            end -> {
              throw arguments.mistyped("min_value, max_value", "numbers", end);
            });
    return bounds;
  }

  static Bounds exactly(long value) {
    return new Bounds(Optional.of(value), Optional.of(value), false, false);
  }

  private static Bounds checked(Arguments arguments, Optional<Object> min, Optional<Object> max) {
    if (min.isEmpty() && max.isEmpty()) {
      throw arguments.illegal(
          "needs \"min_value\", \"max_value\" or both. Add \"min_value:\" and a value.");
    }
    Bounds bounds =
        new Bounds(min, max, arguments.flag("strict_min"), arguments.flag("strict_max"));
    if (min.isPresent() && max.isPresent()) {
      bounds.checkOrder(arguments, min.get(), max.get());
    }
    bounds.ends().filter(Bounds::isNaN).forEach(end -> refuse(arguments, end));
    return bounds;
  }

  private void checkOrder(Arguments arguments, Object low, Object high) {
    if (low instanceof Number one && high instanceof Number other) {
      if (one.doubleValue() > other.doubleValue()) {
        throw arguments.illegal(
            "has min_value %s above max_value %s, which no value meets. Swap them.", low, high);
      }
    } else if (!(low instanceof String && high instanceof String)) {
      throw arguments.illegal(
          "has min_value %s and max_value %s of different kinds. Write both as numbers or as texts.",
          low, high);
    }
  }

  private static boolean isNaN(Object end) {
    return end instanceof Boolean || (end instanceof Number n && Double.isNaN(n.doubleValue()));
  }

  private static void refuse(Arguments arguments, Object end) {
    throw arguments.mistyped("min_value, max_value", "values that have an order", end);
  }

  Stream<Object> ends() {
    return Stream.concat(min.stream(), max.stream());
  }

  /**
   * SQL: whether an expression lies within. To DuckDB NaN is above all numbers, here it lies within
   * no range of them; it plans a {@code typeof} away, so other types pay nothing for that.
   */
  String contain(String expression) {
    List<String> tests = new ArrayList<>();
    min.ifPresent(low -> tests.add(expression + (strictMin ? " > " : " >= ") + Sql.value(low)));
    max.ifPresent(high -> tests.add(expression + (strictMax ? " < " : " <= ") + Sql.value(high)));
    if (max.isEmpty() && min.get() instanceof Number) {
      tests.add(
          "(typeof(%1$s) NOT IN ('DOUBLE', 'FLOAT') OR %1$s <= %2$s)"
              .formatted(expression, Sql.value(Double.POSITIVE_INFINITY)));
    }
    return "(" + String.join(" AND ", tests) + ")";
  }

  /** Whether a double decides as exactly as SQL does. */
  boolean areDoubles() {
    return ends().allMatch(Bounds::isDouble);
  }

  private static boolean isDouble(Object end) {
    return end instanceof Number number
        && (Double.isInfinite(number.doubleValue())
            || Sql.exact(number).abs().compareTo(EXACT_DOUBLES) < 0);
  }

  /** Whether a number lies within numeric bounds; NaN never does. */
  boolean contain(double number) {
    boolean above =
        min.isEmpty() || (strictMin ? number > number(min.get()) : number >= number(min.get()));
    boolean below =
        max.isEmpty() || (strictMax ? number < number(max.get()) : number <= number(max.get()));
    return above && below && !Double.isNaN(number);
  }

  private static double number(Object end) {
    return ((Number) end).doubleValue();
  }

  /** {@code 0 … 10}, {@code 0 (excluded) …}, {@code … 10}; one value where both ends are equal. */
  @Override
  public String toString() {
    if (min.isPresent() && min.equals(max) && !strictMin && !strictMax) {
      return min.get().toString();
    }
    String low = min.map(end -> end + (strictMin ? " (excluded) " : " ")).orElse("");
    String high = max.map(end -> " " + end + (strictMax ? " (excluded)" : "")).orElse("");
    return low + "…" + high;
  }
}
