package io.lavra.table;

import io.lavra.words.Expected;

/** A columnar step cannot be done; the message says why. */
public class TableException extends RuntimeException implements Expected {
  public TableException(String message) {
    super(message);
  }

  public TableException(@org.jspecify.annotations.Nullable String message, Throwable cause) {
    super(message == null ? cause.toString() : message, cause);
  }
}
