package io.lavra.lake;

/** A table has not, or no longer, the version that was asked for. */
public final class NoVersionException extends LakeException {
  NoVersionException(String message) {
    super(message);
  }
}
