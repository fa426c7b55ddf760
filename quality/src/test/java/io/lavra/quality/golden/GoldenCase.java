package io.lavra.quality.golden;

import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import io.lavra.table.measure.Numbers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Deequ on Spark was asked, and what asks Lavra the same.
 *
 * @param kind Deequ's analyzer, or the constraint of a check
 * @param name the table and the question, unlike any other's
 * @param passes Deequ's verdict; null of an analyzer, which has none
 * @param value Deequ's number; null where it found nothing to measure
 * @param compare {@code verdict} where the numbers count different things by design
 */
record GoldenCase(
    String kind,
    @com.google.gson.annotations.SerializedName("case") String name,
    @Nullable Boolean passes,
    @Nullable String value,
    @Nullable String compare,
    String expectation,
    Map<String, Object> arguments) {
  private static final Pattern COUNTS =
      Pattern.compile("([\\d,]+) of ([\\d,]+) .*", Pattern.DOTALL);

  String table() {
    return name.substring(0, name.indexOf(':'));
  }

  Expectation ours() {
    return new Expectation(expectation, arguments, Severity.FAIL, name);
  }

  /** Whether Lavra says what Deequ does. */
  boolean agrees(CheckResult check) {
    boolean verdict = passes == null || passes == check.passed();
    return verdict && (compare != null || sameNumber(value, check.observed()));
  }

  /**
   * Whether what we observed is Deequ's number.
   *
   * @param value null where Deequ found nothing to measure
   */
  static boolean sameNumber(@Nullable String value, String observed) {
    if (value == null || observed.isEmpty()) {
      return value == null && observed.isEmpty();
    }
    double deequs = Numbers.parse(value);
    double ours = number(observed);
    // Ours is written at 12 digits, and the least of all doubles have fewer.
    return Double.compare(deequs, ours) == 0
        || deequs == ours
        || Math.abs(deequs - ours) <= 1e-11 * Math.max(Math.abs(deequs), Double.MIN_NORMAL);
  }

  /** A share of values is observed as those that are not as expected. */
  private static double number(String observed) {
    Matcher counts = COUNTS.matcher(observed);
    if (!counts.matches()) {
      return Numbers.parse(observed);
    }
    double of = Double.parseDouble(counts.group(2).replace(",", ""));
    double wrong = Double.parseDouble(counts.group(1).replace(",", ""));
    return of == 0 ? 1 : (of - wrong) / of;
  }
}
