package io.lavra.run;

import com.google.common.base.Throwables;

/** What lies at the bottom of a runner's exception. */
final class Causes {
  private Causes() {}

  static String message(Throwable e) {
    Throwable root = Throwables.getRootCause(e);
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.toString() : message;
  }
}
