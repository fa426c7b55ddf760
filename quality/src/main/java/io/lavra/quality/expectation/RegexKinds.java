package io.lavra.quality.expectation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * Texts against a regular expression of RE2, which matches anywhere in the text unless it is
 * anchored, and knows neither look-around nor back-references.
 */
final class RegexKinds {
  private static final List<String> ARGUMENTS =
      List.of("column", "regex", "mostly", "row_condition");

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_match_regex", ARGUMENTS, RegexKinds::match),
          new Kind("expect_column_values_to_not_match_regex", ARGUMENTS, RegexKinds::notMatch));

  private RegexKinds() {}

  private static Statement match(Arguments arguments) {
    String regex = regex(arguments);
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    return RowLevel.values(arguments, use, matches(use, regex), "without a match of " + regex);
  }

  private static Statement notMatch(Arguments arguments) {
    String regex = regex(arguments);
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    return RowLevel.values(
        arguments, use, "NOT " + matches(use, regex), "with a match of " + regex);
  }

  private static String matches(ColumnUse use, String regex) {
    return "regexp_matches(%s, %s)".formatted(Sql.name(use.column()), Sql.text(regex));
  }

  private static String regex(Arguments arguments) {
    Object regex =
        arguments.find("regex").orElseThrow(() -> arguments.missing("regex", "an expression"));
    if (!(regex instanceof String text)) {
      throw arguments.mistyped("regex", "a text in quotes", regex);
    }
    try {
      Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      throw arguments.illegal(
          "cannot use regex %s: %s. Write it in RE2's syntax, without look-around and"
              + " back-references.",
          text, e.getDescription());
    }
  }
}
