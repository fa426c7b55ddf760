package io.lavra.quality.dqdl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each rule of a ruleset stands, which DQDL's parser does not tell.
 *
 * @param start of the rule's first character
 * @param end behind its last one, blanks included
 */
record RuleLines(int start, int end) {
  private static final Pattern RULES = Pattern.compile("\\bRules\\s*=\\s*\\[");

  static List<RuleLines> of(String text) {
    Matcher rules = RULES.matcher(text);
    List<RuleLines> found = new ArrayList<>();
    if (!rules.find()) {
      return found;
    }
    boolean between = true;
    int start = 0;
    int depth = 0;
    for (int i = rules.end(); i < text.length() && depth >= 0; i++) {
      char c = text.charAt(i);
      if (c == '#') {
        i = end(text, '\n', i);
        continue;
      }
      if (between && !Character.isWhitespace(c) && c != ']') {
        start = i;
        between = false;
      }
      if (c == '"') {
        i = end(text, '"', i);
      }
      depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      if (!between && ((c == ',' && depth == 0) || depth < 0)) {
        found.add(new RuleLines(start, i));
        between = true;
      }
    }
    return found;
  }

  /** The line that the rule begins on, from 1. */
  int line(String text) {
    return line(text, start);
  }

  /** Where a word stands for the first time; 1 where it does not. */
  static int lineOf(String text, String word) {
    Matcher found = Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text);
    return found.find() ? line(text, found.start()) : 1;
  }

  private static int end(String text, char mark, int start) {
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != mark) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  private static int line(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }
}
