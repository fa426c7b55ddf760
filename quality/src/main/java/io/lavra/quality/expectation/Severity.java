package io.lavra.quality.expectation;

/** What a failed expectation does. */
public enum Severity {
  /** Blocks the publish. */
  FAIL,
  /** Is reported, and the table is published. */
  WARN,
  /** Keeps the row back; row-level expectations only. */
  QUARANTINE
}
