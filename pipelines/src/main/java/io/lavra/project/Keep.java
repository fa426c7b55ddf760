package io.lavra.project;

/** Which row of several with one key stays. */
public enum Keep {
  LATEST,
  EARLIEST
}
