package io.lavra.quality.expectation;

import java.util.OptionalDouble;

/** A statement about one number. */
public interface Numeric extends Statement {
  /** The number; empty where it could not be measured. */
  OptionalDouble number(Measured measured);

  /** The same number against another requirement. */
  Numeric requiring(Requirement requirement);
}
