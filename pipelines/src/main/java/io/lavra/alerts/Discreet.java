package io.lavra.alerts;

import io.lavra.quality.CheckResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as they may leave the house: a person's data could be in a reason or a measurement. */
final class Discreet {
  /** Engines name the value they stumble over in quotes; numbers this long may be somebody's. */
  private static final Pattern VALUE =
      Pattern.compile(
          "'[^']*'?|\"[^\"]*\"?|`[^`]*`?|“[^”]*”?|[^\\s@]+@[^\\s@]+|\\d(?:[ .,/()-]?\\d){5,}");

  /** A count, a share, an age or another plain number at the beginning of what was measured. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "([\\d,]+ of [\\d,]+ \\w+( \\([^)]* %\\))?|-?[\\d.]+([eE][+-]?\\d+)?( hours old)?)(?=[ ;]|$)");

  /** Here the number is a row's. */
  private static final Pattern OF_A_ROW = Pattern.compile("(?i)max|min|median|quantile|common|set");

  private static final int READ = 2_000;

  private Discreet() {}

  /** The first line of a text, without what may be values. */
  static String line(String text) {
    String start = text.strip().lines().findFirst().orElse("");
    String line = start.substring(0, Math.min(start.length(), READ));
    return VALUE.matcher(line).replaceAll("…");
  }

  /** A check that failed: its name, its column, and how much was measured. */
  static String check(CheckResult check) {
    String name = check.expectation() + check.column().map(c -> " on " + c).orElse("");
    Matcher number = NUMBER.matcher(check.observed());
    boolean isTold = !OF_A_ROW.matcher(check.expectation()).find() && number.lookingAt();
    return isTold ? name + ": " + number.group() : name;
  }
}
