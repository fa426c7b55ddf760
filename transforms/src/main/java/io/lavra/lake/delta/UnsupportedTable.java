package io.lavra.lake.delta;

/** Why a table cannot be read or written, in words that end a sentence about it. */
final class UnsupportedTable extends Exception {
  private final String reason;

  UnsupportedTable(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
