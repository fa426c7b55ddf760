package io.lavra.quality.expectation;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old a table's rows are. */
final class FreshKinds {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhdw])");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3600, "d", 86400, "w", 7 * 86400);

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_max_to_be_recent",
              List.of("column", "within", "row_condition"),
              FreshKinds::recent));

  private FreshKinds() {}

  private static Statement recent(Arguments arguments) {
    String within = arguments.text("within");
    Matcher time = TIME.matcher(within);
    if (!time.matches()) {
      throw arguments.mistyped("within", "a number and s, m, h, d or w", within);
    }
    double most = Double.parseDouble(time.group(1)) * SECONDS.getOrDefault(time.group(2), 1);
    Requirement requirement = new Requirement(age -> age <= most, "at most " + within);
    return Freshness.of(arguments, arguments.text("column"), requirement);
  }
}
