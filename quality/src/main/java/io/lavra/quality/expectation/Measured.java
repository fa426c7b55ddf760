package io.lavra.quality.expectation;

import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Moments;
import io.lavra.table.measure.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured.
 *
 * @param values SQL values as text by the measure's name; missing or null is SQL's NULL
 * @param past what earlier runs measured, newest first
 * @param asOf when the run's logical date begins
 */
public record Measured(Map<String, String> values, List<Measured> past, Instant asOf) {
  public Measured {
    past = List.copyOf(past);
  }

  Optional<String> text(Measure measure) {
    return Optional.ofNullable(values.get(measure.name()));
  }

  /** Empty where nothing was measured, or no number. */
  OptionalDouble number(Measure measure) {
    Optional<String> text = text(measure);
    return text.isEmpty() ? OptionalDouble.empty() : parse(text.get());
  }

  private static OptionalDouble parse(String text) {
    return switch (text) {
      case "true" -> OptionalDouble.of(1);
      case "false" -> OptionalDouble.of(0);
      default -> parseNumber(text);
    };
  }

  private static OptionalDouble parseNumber(String text) {
    try {
      return OptionalDouble.of(Numbers.parse(text));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /** The share of a count in another one; nothing of nothing is {@code ofNothing}. */
  OptionalDouble share(Measure part, Measure whole, double ofNothing) {
    OptionalDouble all = number(whole);
    OptionalDouble some = number(part);
    if (all.isEmpty() || some.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        all.getAsDouble() == 0 ? ofNothing : some.getAsDouble() / all.getAsDouble());
  }

  /** Empty where nothing was measured, or there were no values. */
  Optional<Moments> moments(Measure measure) {
    return text(measure).map(Moments::parse).filter(moments -> moments.count() > 0);
  }
}
