package io.lavra.table;

/** A file of a table is not as its log says. To try again, or to look for other causes, is idle. */
public final class DamagedFileException extends TableException {
  public DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
