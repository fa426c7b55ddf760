package io.lavra.quality.expectation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Texts against regular expressions of RE2, which match anywhere in the text unless they are
 * anchored, and know neither look-around nor back-references.
 */
final class RegexKinds {
  private static final List<String> ONE = List.of("column", "regex", "mostly", "row_condition");
  private static final List<String> MANY =
      List.of("column", "regex_list", "mostly", "row_condition");
  private static final List<String> ANY_OR_ALL =
      List.of("column", "regex_list", "match_on", "mostly", "row_condition");

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_match_regex", ONE, RegexKinds::match),
          new Kind("expect_column_values_to_not_match_regex", ONE, RegexKinds::notMatch),
          new Kind("expect_column_values_to_match_regex_list", ANY_OR_ALL, RegexKinds::matchList),
          new Kind("expect_column_values_to_not_match_regex_list", MANY, RegexKinds::matchNone));

  private RegexKinds() {}

  private static Statement match(Arguments arguments) {
    List<String> regex = List.of(regex(arguments));
    return share(arguments, regex, "", "%s", "without a match of ");
  }

  private static Statement notMatch(Arguments arguments) {
    List<String> regex = List.of(regex(arguments));
    return share(arguments, regex, "", "NOT %s", "with a match of ");
  }

  private static Statement matchList(Arguments arguments) {
    boolean all = arguments.choice("match_on", List.of("any", "all")).equals("all");
    String fault = all ? "without a match of all of " : "without a match of any of ";
    return share(arguments, regexes(arguments), all ? " AND " : " OR ", "(%s)", fault);
  }

  private static Statement matchNone(Arguments arguments) {
    return share(arguments, regexes(arguments), " OR ", "NOT (%s)", "with a match of any of ");
  }

  private static Statement share(
      Arguments arguments, List<String> regexes, String link, String form, String fault) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    String matches =
        regexes.stream()
            .map(regex -> matches(Sql.name(use.column()), regex))
            .collect(Collectors.joining(link));
    String words = fault + String.join(", ", regexes);
    return RowLevel.values(arguments, use, form.replace("%s", matches), words);
  }

  private static String matches(String text, String regex) {
    return "regexp_matches(%s, %s)".formatted(text, Sql.text(regex));
  }

  private static List<String> regexes(Arguments arguments) {
    List<String> regexes = arguments.texts("regex_list");
    regexes.forEach(regex -> check(arguments, regex));
    return regexes;
  }

  private static String regex(Arguments arguments) {
    Object regex =
        arguments.find("regex").orElseThrow(() -> arguments.missing("regex", "an expression"));
    if (!(regex instanceof String text)) {
      throw arguments.mistyped("regex", "a text in quotes", regex);
    }
    check(arguments, text);
    return text;
  }

  /** Throws where RE2 does not know the expression. */
  static void check(Arguments arguments, String regex) {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw arguments.illegal(
          "cannot use regex %s: %s. Write it in RE2's syntax, without look-around and"
              + " back-references.",
          regex, e.getDescription());
    }
    foreign(regex)
        .ifPresent(
            problem -> {
              throw arguments.illegal("cannot use regex %s: %s.", regex, problem);
            });
  }

  /** What RE2/J takes and DuckDB's RE2 does not, or what says one thing to Python, another here. */
  private static Optional<String> foreign(String regex) {
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      String rest = regex.substring(i);
      if (rest.startsWith("\\Q")) {
        int end = rest.indexOf("\\E");
        i += end < 0 ? rest.length() : end + 1;
      } else if (rest.startsWith("\\")) {
        if (rest.length() > 1 && rest.charAt(1) > 127) {
          return Optional.of("%c needs no backslash".formatted(rest.charAt(1)));
        }
        i++;
      } else if (inClass) {
        if (rest.startsWith("&&")) {
          return Optional.of("classes have no intersection, and \"&\" is written once");
        }
        inClass = !rest.startsWith("]");
      } else if (rest.startsWith("[")) {
        inClass = true;
        i += rest.startsWith("[^]") ? 2 : rest.startsWith("[]") || rest.startsWith("[^") ? 1 : 0;
      } else if (rest.startsWith("(?<")) {
        return Optional.of("a named group is written (?P<name>…)");
      } else if (rest.matches("(?s)\\{,[0-9]+}.*")) {
        return Optional.of("\"up to\" is written {0,n}, as {,n} is plain text to RE2");
      }
    }
    return Optional.empty();
  }
}
