package io.lavra.alerts;

import java.io.IOException;

/** The message is not wanted, however often it is sent. */
final class RefusedException extends IOException {
  RefusedException(String why) {
    super(why);
  }
}
