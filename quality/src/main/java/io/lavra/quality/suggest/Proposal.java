package io.lavra.quality.suggest;

import io.lavra.quality.expectation.Expectation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An expectation to be tried.
 *
 * @param arguments what will be written
 * @param stricter arguments to be tried with instead, so that the expectation holds with a margin
 * @param evidence what was seen in the rows it is proposed on
 */
record Proposal(
    String name, Map<String, Object> arguments, Map<String, Object> stricter, String evidence) {
  static Proposal of(String name, Map<String, Object> arguments, String evidence) {
    return new Proposal(name, arguments, arguments, evidence);
  }

  /** Arguments in the order in which they are given: a name, a value, and so on. */
  static Map<String, Object> arguments(Object... namesAndValues) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return arguments;
  }

  Expectation strict() {
    return Expectation.of(name, stricter);
  }

  Expectation written() {
    return Expectation.of(name, arguments);
  }
}
