package io.lavra.quality.golden;

import com.google.gson.annotations.SerializedName;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Suite;
import io.lavra.quality.dqdl.DqdlReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule of DQDL that its executor on Spark was asked, and Lavra is asked by the same words.
 *
 * @param name the table and the rule, unlike any other's
 * @param passes the verdict; null if the executor cannot evaluate the rule
 * @param metrics the numbers that it saw, by their names
 */
record DqdlGoldenCase(
    @SerializedName("case") String name,
    String rule,
    @Nullable Boolean passes,
    Map<String, String> metrics) {
  private static final Pattern VERDICT_ALONE =
      Pattern.compile("\\.((Min|Max)imum(Length)?|ColumnExists|ColumnNamesPatternMatchRatio)$");

  String table() {
    return name.substring(0, name.indexOf(':'));
  }

  Suite ours() {
    return Suite.of(DqdlReader.read("Rules = [ " + rule + " ]", name, 0), List.of());
  }

  /** Whether Lavra says what the executor does. */
  boolean agrees(CheckResult check) {
    return passes != null && passes == check.passed() && sameNumber(check.observed());
  }

  /** Of extremes, names and several rules the verdict alone is compared. */
  private boolean sameNumber(String observed) {
    return observed.isEmpty()
        || metrics.size() != 1
        || metrics.keySet().stream().anyMatch(name -> VERDICT_ALONE.matcher(name).find())
        || rule.startsWith("(")
        || rule.startsWith("IsPrimaryKey")
        || GoldenCase.sameNumber(metrics.values().iterator().next(), observed);
  }

  String theirs() {
    return "%s, %s".formatted(passes, metrics);
  }
}
