package io.lavra.quality.expectation;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that is known when the run is: {@code now()} of an imported suite, which is the beginning
 * of the run's logical date, and what is added to it.
 */
public record RelativeTime(Duration offset) {
  Instant at(Instant asOf) {
    return asOf.plus(offset);
  }

  /** As a suite of Great Expectations writes it. */
  public String expression() {
    return "now() + timedelta(seconds=%s)"
        .formatted(Words.number(offset.getSeconds() + offset.getNano() / 1e9));
  }

  /** {@code now() - 28 d}, {@code now() + 1.5 h}. */
  @Override
  public String toString() {
    long seconds = offset.abs().getSeconds();
    String length =
        seconds % 86400 == 0
            ? seconds / 86400 + " d"
            : seconds % 3600 == 0
                ? seconds / 3600 + " h"
                : Words.number(seconds + offset.abs().getNano() / 1e9) + " s";
    return offset.isZero()
        ? "now()"
        : "now() %s %s".formatted(offset.isNegative() ? "-" : "+", length);
  }
}
