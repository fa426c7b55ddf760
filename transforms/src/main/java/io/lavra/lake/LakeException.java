package io.lavra.lake;

import io.lavra.words.Expected;

/** A table or its storage cannot do what was asked. The message has problem, place and remedy. */
public class LakeException extends RuntimeException implements Expected {
  public LakeException(String message) {
    super(message);
  }

  public LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
