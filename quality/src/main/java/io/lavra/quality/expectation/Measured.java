package io.lavra.quality.expectation;

import io.lavra.table.Measure;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured.
 *
 * @param values SQL values as text by the measure's name; missing or null is SQL's NULL
 */
public record Measured(Map<String, String> values) {
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
      case "NaN", "nan" -> OptionalDouble.of(Double.NaN);
      case "Infinity", "inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Infinity", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> parseFinite(text);
    };
  }

  private static OptionalDouble parseFinite(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }
}
