package io.lavra.cli;

/** A command was called in a way that cannot work. */
final class UsageException extends RuntimeException implements io.lavra.words.Expected {
  UsageException(String message) {
    super(message);
  }
}
