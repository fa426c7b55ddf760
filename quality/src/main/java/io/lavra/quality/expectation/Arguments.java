package io.lavra.quality.expectation;

import io.lavra.words.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An expectation's arguments, typed as they are read; every complaint names argument and remedy.
 */
final class Arguments {
  private final Expectation written;

  Arguments(Expectation written, List<String> known) {
    this.written = written;
    for (String argument : written.arguments().keySet().stream().sorted().toList()) {
      boolean ours = written.arguments().get(argument) instanceof Imported;
      if (!known.contains(argument) && !ours) {
        throw illegal("has no argument \"%s\". %s", argument, Nearest.remedy(argument, known));
      }
    }
  }

  String place() {
    return written.place();
  }

  String expectation() {
    return written.name();
  }

  IllegalExpectationException illegal(String problem, Object... values) {
    return new IllegalExpectationException(
        written.place(), written.name() + " " + problem.formatted(values));
  }

  Optional<Object> find(String name) {
    return Optional.ofNullable(written.arguments().get(name));
  }

  String text(String name) {
    return findText(name).orElseThrow(() -> missing(name, "a text"));
  }

  Optional<String> findText(String name) {
    Optional<Object> value = find(name);
    if (value.isPresent() && !(value.get() instanceof String text && !text.isEmpty())) {
      throw mistyped(name, "a text", value.get());
    }
    return value.map(String.class::cast);
  }

  boolean flag(String name) {
    return flag(name, false);
  }

  boolean flag(String name, boolean otherwise) {
    Object value = find(name).orElse(otherwise);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw mistyped(name, "true or false", value);
  }

  /** One of a few words, the first of them where nothing is written. */
  String choice(String name, List<String> words) {
    String word = findText(name).orElse(words.get(0));
    if (!words.contains(word)) {
      throw mistyped(name, "one of " + String.join(", ", words), word);
    }
    return word;
  }

  /** The share of values that must be as expected, 0 to 1; all of them where nothing is written. */
  double mostly() {
    Object value = find("mostly").orElse(1.0);
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw mistyped("mostly", "a number from 0 to 1", value);
  }

  /** A count: a whole number that is not negative. */
  Optional<Long> findCount(String name) {
    return find(name).map(value -> count(name, value));
  }

  private long count(String name, Object value) {
    try {
      if (value instanceof Number && Sql.exact((Number) value).signum() >= 0) {
        return new BigDecimal(value.toString()).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      throw mistyped(name, "a whole number, 0 or more", value);
    }
    throw mistyped(name, "a whole number, 0 or more", value);
  }

  /** A string, a number or a boolean: what a column's value can be compared with. */
  Optional<Object> findScalar(String name) {
    Optional<Object> value = find(name);
    value.filter(any -> !isScalar(any)).ifPresent(any -> refuse(name, "a text or a number", any));
    return value;
  }

  /** The values of a list without its nulls: no value equals null. */
  List<Object> scalars(String name) {
    List<Object> values = new ArrayList<>();
    for (Object value : list(name)) {
      if (value != null && !isScalar(value)) {
        refuse(name, "a list of texts, numbers or booleans", value);
      }
      if (value != null) {
        values.add(value);
      }
    }
    return List.copyOf(values);
  }

  /** A list of at least one column name. */
  List<String> columns(String name) {
    return texts(name, "a list of column names");
  }

  /** A list of at least one text. */
  List<String> texts(String name) {
    return texts(name, "a list of texts");
  }

  private List<String> texts(String name, String wanted) {
    List<String> texts = new ArrayList<>();
    for (Object value : list(name)) {
      if (!(value instanceof String text) || text.isBlank()) {
        throw mistyped(name, wanted, value);
      }
      texts.add(text);
    }
    if (texts.isEmpty()) {
      throw mistyped(name, wanted, "an empty list");
    }
    return List.copyOf(texts);
  }

  double number(String name) {
    return findNumber(name).orElseThrow(() -> missing(name, "a number"));
  }

  OptionalDouble findNumber(String name) {
    Optional<Object> value = find(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value.get() instanceof Number number && !Double.isNaN(number.doubleValue())) {
      return OptionalDouble.of(number.doubleValue());
    }
    throw mistyped(name, "a number", value.get());
  }

  List<?> list(String name) {
    Object value = find(name).orElseThrow(() -> missing(name, "a list"));
    if (value instanceof List<?> list) {
      return list;
    }
    throw mistyped(name, "a list", value);
  }

  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private void refuse(String name, String wanted, Object value) {
    throw mistyped(name, wanted, value);
  }

  IllegalExpectationException missing(String name, String wanted) {
    return illegal("needs \"%s\". Add \"%s:\" and %s.", name, name, wanted);
  }

  IllegalExpectationException mistyped(String name, String wanted, Object value) {
    return illegal("takes %s as \"%s\", not %s.", wanted, name, value);
  }
}
