package io.lavra.lake;

import java.util.Optional;

/** Bounds of texts, cut to the 32 code points Delta keeps; texts compare by code points. */
final class StringBounds {
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
    String kept = atMost(text);
    for (int end = kept.length(); end > 0; ) {
      int last = kept.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(kept.substring(0, end) + Character.toString(next(last)));
      }
    }
    return Optional.empty();
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
