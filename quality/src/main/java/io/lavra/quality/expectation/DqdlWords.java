package io.lavra.quality.expectation;

import java.util.Locale;
import software.amazon.glue.dqdl.model.condition.Condition;

/** What rows are that do not meet a condition of DQDL, for people: after "are". */
final class DqdlWords {
  private DqdlWords() {}

  /**
   * @param subject what is compared, where it is not the value: "of a length "
   */
  static String fault(Condition condition, String subject) {
    String words = condition.getFormattedCondition().strip();
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.startsWith("not matches ")) {
      return "a match of " + words.substring(12) + ", or null";
    }
    if (lower.startsWith("matches ")) {
      return "no match of " + words.substring(8);
    }
    if (lower.startsWith("not between ")) {
      return subject + words.substring(4) + (subject.isEmpty() ? ", or null" : "");
    }
    if (lower.startsWith("not ")) {
      return subject + words.substring(4);
    }
    if (lower.startsWith("!= ")) {
      boolean keyword = words.substring(3).matches("[A-Z_]+");
      return subject + (keyword ? "" : "equal to ") + words.substring(3);
    }
    return lower.startsWith("= ")
        ? subject + "not " + words.substring(2)
        : subject + "not " + words;
  }
}
