package io.lavra.lake;

/** A table has no such version; the message says which there are. */
public final class NoSuchVersionException extends LakeException {
  public NoSuchVersionException(String message) {
    super(message);
  }
}
