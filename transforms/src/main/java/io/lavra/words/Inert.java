package io.lavra.words;

import java.util.function.IntPredicate;

/**
 * The one way in which a text that others wrote is shown to people: in a terminal, a log, a
 * message, a mail, a page. What has no sign of its own, or acts on what shows it, becomes visible
 * as JSON escapes it: {@code \}{@code u202e}. That are controls (C0, DEL, C1), marks of direction,
 * characters without width or ink, variation selectors, tags, line and paragraph separators, halves
 * of surrogate pairs and what is no character. Everything else stays, in any script.
 *
 * <p>Within a JSON document the escapes are JSON's own: there the values stay exact.
 */
public final class Inert {
  private static final int LONGEST_QUOTED = 61;

  /** Without ink and yet neither controls nor formats: Unicode's Default_Ignorable_Code_Point. */
  private static final int[][] WITHOUT_INK = {
    {0x034f, 0x034f}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2065, 0x2065},
    {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}
  };

  private Inert() {}

  /** A text of several lines: line ends and tabs stay. */
  public static String text(String text) {
    return escaped(text, point -> point != '\n' && point != '\t' && acts(point));
  }

  /** A text that stays on one line, whatever is in it. */
  public static String line(String text) {
    return escaped(text, Inert::acts);
  }

  /** What a user or a file says, within a message: in quotes, short, on one line. */
  public static String quoted(String text) {
    return '"' + cut(line(text), LONGEST_QUOTED) + '"';
  }

  /** A line of at most so many characters; one that was longer ends with {@code …}. */
  public static String cut(String line, int longest) {
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private static String escaped(String text, IntPredicate isEscaped) {
    if (text.codePoints().noneMatch(isEscaped)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (isEscaped.test(point)) {
                append(shown, point);
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    int named = "\b\t\n\f\r".indexOf(point);
    if (named >= 0) {
      shown.append('\\').append("btnfr".charAt(named));
      return;
    }
    for (char unit : Character.toChars(point)) {
      shown.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        shown.append(Character.forDigit(unit >> shift & 0xf, 16));
      }
    }
  }

  /** Whether a character does something, or cannot be seen, instead of being one. */
  public static boolean acts(int point) {
    if (point < 0x7f) {
      return point < ' ';
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (point & 0xfffe) == 0xfffe || isWithoutInk(point);
    };
  }

  private static boolean isWithoutInk(int point) {
    for (int[] range : WITHOUT_INK) {
      if (point >= range[0] && point <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
