package io.lavra.quality.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

class GateTest {
  private static Judgement judgement(
      String column, OptionalDouble metric, DoublePredicate requirement) {
    return new Judgement(
        Analyzers.minimum(column, Optional.empty()), metric, requirement, "seen", "complaint");
  }

  @Test
  void deequsCheckDecides() {
    assertEquals(
        List.of(true, false, false, false),
        Gate.passes(
            List.of(
                judgement("a", OptionalDouble.of(5), value -> value == 5),
                judgement("b", OptionalDouble.of(5), value -> value > 5),
                judgement("c", OptionalDouble.empty(), value -> true),
                judgement("d", OptionalDouble.of(Double.NaN), value -> value >= 0))));
  }

  @Test
  void aMetricIsFoundByWhatItsAnalyzerMeasures() {
    Judgement measured = judgement("a", OptionalDouble.of(5), value -> true);
    Judgement sameMetric = judgement("a", OptionalDouble.empty(), value -> value == 5);
    Judgement otherRows =
        new Judgement(
            Analyzers.minimum("a", Optional.of("b > 0")),
            OptionalDouble.empty(),
            value -> true,
            "",
            "");
    assertEquals(List.of(true, true, false), Gate.passes(List.of(measured, sameMetric, otherRows)));
  }

  @Test
  void twoNumbersOfOneNameAreJudgedApart() {
    assertEquals(
        List.of(true, true),
        Gate.passes(
            List.of(
                judgement("a", OptionalDouble.of(1), value -> value == 1),
                judgement("a", OptionalDouble.of(0), value -> value == 0))));
  }

  @Test
  void aRequirementThatBreaksDoesNotPass() {
    DoublePredicate broken =
        value -> {
          throw new IllegalStateException("broken");
        };
    assertEquals(
        List.of(false), Gate.passes(List.of(judgement("a", OptionalDouble.of(1), broken))));
  }
}
