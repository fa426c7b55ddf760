package io.lavra.quality.expectation;

import io.lavra.words.Inert;

/** An expectation that cannot be evaluated as written: problem, place and remedy. */
public final class IllegalExpectationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String place;

  public IllegalExpectationException(String place, String message) {
    super(place + ": " + Inert.line(message));
    this.place = place;
  }

  /** Where the expectation was written, as {@code file:line}; the message begins with it. */
  public String place() {
    return place;
  }
}
