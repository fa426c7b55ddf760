package io.lavra.source;

import java.io.IOException;

/** A landing file holds more than is read of one. The message follows its name in a sentence. */
final class LandingLimitException extends IOException {
  final String remedy;

  LandingLimitException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }
}
