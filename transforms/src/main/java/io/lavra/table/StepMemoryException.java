package io.lavra.table;

/** A step needs more memory, or more scratch in its place, than it may have. */
public final class StepMemoryException extends TableException {
  private static final long serialVersionUID = 1;

  public StepMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
