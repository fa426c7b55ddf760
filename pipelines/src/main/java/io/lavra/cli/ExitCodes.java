package io.lavra.cli;

/** What commands end with. */
final class ExitCodes {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int BLOCKED = 3;

  private ExitCodes() {}
}
