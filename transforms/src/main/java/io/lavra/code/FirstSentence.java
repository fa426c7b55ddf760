package io.lavra.code;

import java.util.ArrayList;
import java.util.List;

/** The first sentence of a Javadoc comment or a docstring, without its marks. */
final class FirstSentence {
  private FirstSentence() {}

  static String of(String comment) {
    String bare =
        comment
            .replaceFirst("^(?:/\\*\\*|[rRuUbB]{0,2}(?:\"\"\"|'''|\"|'))", "")
            .replaceFirst("(?:\\*/|\"\"\"|'''|\"|')$", "");
    String text =
        firstParagraph(bare)
            .replaceAll("\\{@\\w+\\s+([^{}]*)\\}", "$1")
            .replaceAll("<[^<>]*>", "")
            .replaceAll("\\s+", " ")
            .strip();
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** The lines before the first blank one or block tag. */
  private static String firstParagraph(String comment) {
    List<String> paragraph = new ArrayList<>();
    for (String line : comment.lines().toList()) {
      String words = line.strip().replaceFirst("^\\*+\\s*", "");
      boolean ends = words.isEmpty() || words.startsWith("@");
      if (ends && !paragraph.isEmpty()) {
        break;
      }
      if (!ends) {
        paragraph.add(words);
      }
    }
    return String.join(" ", paragraph);
  }
}
