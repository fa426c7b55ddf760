package io.lavra.quality.golden;

import com.google.gson.annotations.SerializedName;
import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import io.lavra.table.measure.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Great Expectations was asked, and Lavra is asked by the same words.
 *
 * @param name the table and the question, unlike any other's
 * @param passes the verdict; null if Great Expectations raises an error
 * @param unexpected how many values are not as expected, {@code of} those that there are
 * @param observed the numbers that were seen; null where there is none
 */
record GxGoldenCase(
    @SerializedName("case") String name,
    String expectation,
    Map<String, Object> arguments,
    @Nullable Boolean passes,
    @Nullable Long unexpected,
    @Nullable Long of,
    @Nullable List<@Nullable String> observed) {
  private static final Pattern COUNTS =
      Pattern.compile("([\\d,]+) of ([\\d,]+) .*", Pattern.DOTALL);

  String table() {
    return name.substring(0, name.indexOf(':'));
  }

  Expectation ours() {
    Map<String, Object> given = new HashMap<>(arguments);
    given.values().removeIf(java.util.Objects::isNull);
    return new Expectation(expectation, given, Severity.FAIL, name);
  }

  /** Whether Lavra says what Great Expectations does. */
  boolean agrees(CheckResult check) {
    return passes != null
        && passes == check.passed()
        && sameCounts(check.observed())
        && sameNumbers(check.observed());
  }

  private boolean sameCounts(String found) {
    Matcher counts = COUNTS.matcher(found);
    return unexpected == null
        || of == null
        || !counts.matches()
        || (counts.group(1).equals(unexpected.toString()) && counts.group(2).equals(of.toString()));
  }

  private boolean sameNumbers(String found) {
    if (observed == null || COUNTS.matcher(found).matches() || found.isEmpty()) {
      return observed == null || !found.isEmpty() || observed.stream().allMatch(GxGoldenCase::none);
    }
    String[] ours = found.split(", ", -1);
    for (int i = 0; i < observed.size(); i++) {
      if (!same(observed.get(i), ours[i])) {
        return false;
      }
    }
    return ours.length == observed.size();
  }

  private static boolean none(@Nullable String number) {
    return number == null || number.equals("nan");
  }

  private static boolean same(@Nullable String theirs, String ours) {
    if (theirs == null) {
      return ours.isEmpty();
    }
    double one = Numbers.parse(theirs);
    double other = Numbers.parse(ours);
    return Double.compare(one, other) == 0
        || one == other
        || Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), 1e-9);
  }

  String theirs() {
    return "%s, %s of %s, %s".formatted(passes, unexpected, of, observed);
  }
}
