package io.lavra.quality.gx;

import io.lavra.quality.expectation.RelativeTime;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of Great Expectations' suite parameters, such as {@code now() - timedelta(days=3)}
 * or {@code trunc(upstream_rows * 0.9)}: + - * / ^, brackets, functions, names.
 */
final class GxExpression {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:((?:[0-9]+|\\.[0-9]+)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|([A-Za-z][A-Za-z0-9_$]*)|([-+*/^(),=]))");

  private final String text;
  private final Map<String, Object> values;
  private final Matcher token;
  private int at;

  private GxExpression(String text, Map<String, Object> values) {
    this.text = text.strip();
    this.values = values;
    this.token = TOKEN.matcher(this.text);
  }

  /**
   * @param values what names stand for
   * @return a Number, a text, a {@link RelativeTime}, or what a single name stands for
   * @throws IllegalArgumentException saying what cannot be evaluated
   */
  static Object evaluate(String text, Map<String, Object> values) {
    Object named = values.get(text.strip());
    if (named != null) {
      return named;
    }
    try {
      GxExpression expression = new GxExpression(text, values);
      Object value = expression.sum();
      if (expression.at < expression.text.length()) {
        throw expression.wrong();
      }
      return GxArithmetic.result(value);
    } catch (ArithmeticException | DateTimeException | ClassCastException e) {
      throw new IllegalArgumentException("it has no value");
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        at < text.length()
            ? "\"%s\" is not understood".formatted(text.substring(at))
            : "something is missing at its end");
  }

  /** Where the next token is the sign, it is read. */
  private boolean accept(String sign) {
    boolean found = token.region(at, text.length()).lookingAt() && sign.equals(token.group(3));
    at = found ? token.end() : at;
    return found;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw wrong();
    }
  }

  private Object sum() {
    Object value = product();
    while (true) {
      if (accept("+")) {
        value = GxArithmetic.add(value, product());
      } else if (accept("-")) {
        value = GxArithmetic.add(value, GxArithmetic.negative(product()));
      } else {
        return value;
      }
    }
  }

  private Object product() {
    Object value = power();
    while (true) {
      if (accept("*")) {
        value = GxArithmetic.times(value, power());
      } else if (accept("/")) {
        value = GxArithmetic.over(value, power());
      } else {
        return value;
      }
    }
  }

  private Object power() {
    Object value = atom();
    return accept("^") ? GxArithmetic.power(value, power()) : value;
  }

  private Object atom() {
    if (accept("-")) {
      return GxArithmetic.negative(atom());
    }
    if (accept("+")) {
      return atom();
    }
    if (accept("(")) {
      Object value = sum();
      expect(")");
      return value;
    }
    if (!token.region(at, text.length()).lookingAt() || token.group(3) != null) {
      throw wrong();
    }
    String number = token.group(1);
    String name = token.group(2);
    at = token.end();
    return number != null ? GxArithmetic.number(number) : named(name);
  }

  private Object named(String name) {
    if (accept("(")) {
      return call(name);
    }
    Object value = values.get(name);
    if (value != null) {
      return GxArithmetic.operand(value);
    }
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "PI" -> Math.PI;
      case "E" -> Math.E;
      default -> throw new IllegalArgumentException("\"%s\" has no value".formatted(name));
    };
  }

  private Object call(String function) {
    List<Object> given = new ArrayList<>();
    Map<String, Object> byName = new LinkedHashMap<>();
    while (!accept(")")) {
      int start = at;
      boolean named = token.region(at, text.length()).lookingAt() && token.group(2) != null;
      String name = named ? token.group(2) : "";
      at = named ? token.end() : at;
      if (named && accept("=")) {
        byName.put(name, sum());
      } else {
        at = start;
        given.add(sum());
      }
      if (!accept(",") && !text.startsWith(")", skipped())) {
        throw wrong();
      }
    }
    if (!given.isEmpty() && !byName.isEmpty()) {
      throw new IllegalArgumentException(function + " takes values by place or by name");
    }
    return GxArithmetic.call(function, given, byName);
  }

  private int skipped() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }
}
