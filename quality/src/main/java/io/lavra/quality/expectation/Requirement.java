package io.lavra.quality.expectation;

import java.util.function.DoublePredicate;

/**
 * What must be true of a number.
 *
 * @param words the same for people, after "expected": {@code 0 … 10}
 */
public record Requirement(DoublePredicate test, String words) {
  static Requirement of(Bounds bounds) {
    return new Requirement(bounds::contain, bounds.toString());
  }
}
