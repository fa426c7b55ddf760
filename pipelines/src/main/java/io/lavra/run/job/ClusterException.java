package io.lavra.run.job;

import io.lavra.words.Expected;

/** A Flink cluster does not answer, or a job on it did not end well. */
public final class ClusterException extends RuntimeException implements Expected {
  ClusterException(String message) {
    super(message);
  }

  ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
