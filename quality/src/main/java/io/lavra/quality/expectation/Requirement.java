package io.lavra.quality.expectation;

import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/**
 * What must be true of a number.
 *
 * @param words the same for people, after "expected": {@code 0 … 10}
 */
public record Requirement(DoublePredicate test, String words) {
  /** Met by any number: for one that is yet to be compared with something. */
  static final Requirement ANY = new Requirement(number -> true, "any number");

  /** A condition of DQDL that speaks of nothing but numbers. */
  static Requirement of(NumberBasedCondition condition) {
    Operands none = new Operands(List.of());
    DQRule rule = new DQRule("", Map.of(), condition);
    return new Requirement(
        number -> condition.evaluate(number, rule, none), condition.getFormattedCondition());
  }

  static Requirement of(Bounds bounds) {
    return new Requirement(bounds::contain, bounds.toString());
  }
}
