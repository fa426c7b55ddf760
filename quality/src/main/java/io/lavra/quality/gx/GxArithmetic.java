package io.lavra.quality.gx;

import io.lavra.quality.expectation.RelativeTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Python's arithmetic of numbers and times: Long, Double, LocalDateTime, {@link RelativeTime} and
 * Duration.
 */
final class GxArithmetic {
  private static final List<String> OF_TIME =
      List.of("year", "month", "day", "hour", "minute", "second", "microsecond");
  private static final List<String> OF_DURATION =
      List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");
  private static final List<Double> SECONDS =
      List.of(86400.0, 1.0, 1e-6, 1e-3, 60.0, 3600.0, 604800.0);

  private GxArithmetic() {}

  static Number number(String text) {
    return text.matches("[0-9]{1,18}") ? (Number) Long.valueOf(text) : Double.valueOf(text);
  }

  /** A parameter's value within an expression. */
  static Object operand(Object value) {
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    if (value instanceof Number number) {
      return number instanceof Long ? number : (Object) number.doubleValue();
    }
    String text = value.toString().strip();
    if (text.matches("[+-]?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    if (text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
      return Double.valueOf(text);
    }
    return time(text);
  }

  private static LocalDateTime time(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("\"%s\" is no number and no time".formatted(text));
    }
  }

  /** What an expectation takes: a number, a text, or a time that is known when the run is. */
  static Object result(Object value) {
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (value instanceof Duration) {
      throw new IllegalArgumentException("it is a length of time");
    }
    return value;
  }

  static Object add(Object one, Object other) {
    if (one instanceof Long a && other instanceof Long b) {
      return Math.addExact(a, b);
    }
    if (one instanceof Number a && other instanceof Number b) {
      return a.doubleValue() + b.doubleValue();
    }
    if (one instanceof Duration && !(other instanceof Duration)) {
      return add(other, one);
    }
    Duration length = (Duration) other;
    if (one instanceof Duration duration) {
      return duration.plus(length);
    }
    if (one instanceof RelativeTime time) {
      return new RelativeTime(time.offset().plus(length));
    }
    return ((LocalDateTime) one).plus(length);
  }

  static Object negative(Object value) {
    if (value instanceof Duration duration) {
      return duration.negated();
    }
    return value instanceof Long whole
        ? (Object) Math.negateExact(whole)
        : (Object) (-((Number) value).doubleValue());
  }

  static Object times(Object one, Object other) {
    if (one instanceof Long a && other instanceof Long b) {
      return Math.multiplyExact(a, b);
    }
    if (other instanceof Duration length) {
      return seconds(seconds(length) * ((Number) one).doubleValue());
    }
    double factor = ((Number) other).doubleValue();
    return one instanceof Duration length
        ? seconds(seconds(length) * factor)
        : (Object) (((Number) one).doubleValue() * factor);
  }

  static Object over(Object one, Object other) {
    double divisor = ((Number) other).doubleValue();
    if (divisor == 0) {
      throw new IllegalArgumentException("it divides by zero");
    }
    return one instanceof Duration length
        ? seconds(seconds(length) / divisor)
        : (Object) (((Number) one).doubleValue() / divisor);
  }

  static Object power(Object one, Object other) {
    double power = Math.pow(((Number) one).doubleValue(), ((Number) other).doubleValue());
    boolean whole = one instanceof Long && other instanceof Long n && n >= 0;
    return whole && Math.abs(power) < 1L << 53 ? (Object) (long) power : (Object) power;
  }

  private static double seconds(Duration length) {
    return length.getSeconds() + length.getNano() / 1e9;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(
        BigDecimal.valueOf(seconds)
            .movePointRight(6)
            .setScale(0, RoundingMode.HALF_EVEN)
            .movePointRight(3)
            .longValueExact());
  }

  static Object call(String function, List<Object> given, Map<String, Object> byName) {
    return switch (function) {
      case "now" -> {
        if (!given.isEmpty() || !byName.isEmpty()) {
          throw new IllegalArgumentException("now() takes nothing");
        }
        yield new RelativeTime(Duration.ZERO);
      }
      case "datetime" -> datetime(placed(function, OF_TIME, given, byName));
      case "timedelta" -> timedelta(placed(function, OF_DURATION, given, byName));
      default -> numeric(function, given, byName);
    };
  }

  /** Values by their place; 0 where none is given. */
  private static List<Number> placed(
      String function, List<String> names, List<Object> given, Map<String, Object> byName) {
    if (given.size() > names.size() || !names.containsAll(byName.keySet())) {
      throw new IllegalArgumentException(
          "%s takes %s".formatted(function, String.join(", ", names)));
    }
    List<Number> placed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Object value = i < given.size() ? given.get(i) : byName.getOrDefault(names.get(i), 0L);
      placed.add((Number) value);
    }
    return placed;
  }

  private static LocalDateTime datetime(List<Number> parts) {
    int[] p = parts.stream().mapToInt(Number::intValue).toArray();
    return LocalDateTime.of(p[0], p[1], p[2], p[3], p[4], p[5], p[6] * 1000);
  }

  private static Duration timedelta(List<Number> parts) {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < parts.size(); i++) {
      sum = sum.plus(seconds(parts.get(i).doubleValue() * SECONDS.get(i)));
    }
    return sum;
  }

  private static Object numeric(String function, List<Object> given, Map<String, Object> byName) {
    if (given.isEmpty() || given.size() > 2 || !byName.isEmpty()) {
      throw new IllegalArgumentException("%s takes one number".formatted(function));
    }
    Number value = (Number) given.get(0);
    double x = value.doubleValue();
    if (given.size() == 2 && !function.equals("round")) {
      throw new IllegalArgumentException("%s takes one number".formatted(function));
    }
    return switch (function) {
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "tan" -> Math.tan(x);
      case "exp" -> Math.exp(x);
      case "abs" -> value instanceof Long whole ? (Object) Math.abs(whole) : (Object) Math.abs(x);
      case "trunc" -> new BigDecimal(x).longValue();
      case "round" -> round(x, given);
      case "sgn" -> x < -1e-12 ? -1L : x > 1e-12 ? 1L : 0L;
      default -> throw new IllegalArgumentException("there is no function " + function);
    };
  }

  private static Object round(double x, List<Object> given) {
    int digits = given.size() == 2 ? ((Number) given.get(1)).intValue() : 0;
    BigDecimal rounded = new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN);
    return given.size() == 2 ? (Object) rounded.doubleValue() : (Object) rounded.longValue();
  }
}
