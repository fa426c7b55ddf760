package io.lavra.lake.parquet;

import java.util.Optional;

/**
 * Bounds of texts, cut to the 32 code points Delta keeps; texts compare by code points. A bound is
 * longer only where a shorter one would be none: after the last letter of Unicode comes no other.
 */
final class StringBounds {
  /** The last letter of Unicode. */
  static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private static final int KEPT = 32;

  private StringBounds() {}

  /** A text that is not above this one. */
  static String atMost(String text) {
    return isShort(text) ? text : cut(text);
  }

  /**
   * A text that is not below this one; empty where there is none.
   *
   * @param whole whether nothing was cut off the text before
   */
  static Optional<String> atLeast(String text, boolean whole) {
    if (whole && isShort(text)) {
      return Optional.of(text);
    }
    int end = 0;
    for (int at = 0, letters = 0; at < text.length(); letters++) {
      int letter = text.codePointAt(at);
      if (letter < Character.MAX_CODE_POINT && (letters < KEPT || end == 0)) {
        end = at + Character.charCount(letter);
      }
      at += Character.charCount(letter);
    }
    if (end == 0) {
      return whole ? Optional.of(text) : Optional.empty();
    }
    int last = text.codePointBefore(end);
    String before = text.substring(0, end - Character.charCount(last));
    return Optional.of(before + Character.toString(next(last)));
  }

  private static int next(int codePoint) {
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }

  private static boolean isShort(String text) {
    return text.codePointCount(0, text.length()) <= KEPT;
  }

  private static String cut(String text) {
    return text.substring(0, text.offsetByCodePoints(0, KEPT));
  }
}
