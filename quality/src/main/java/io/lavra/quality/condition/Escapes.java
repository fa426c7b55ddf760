package io.lavra.quality.condition;

import io.lavra.quality.condition.Token.Kind;

/** What stands behind a backslash in a text of Python. */
final class Escapes {
  private static final String LETTERS = "abfnrtv\\'\"";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\'\"";

  private Escapes() {}

  /**
   * Appends what an escape stands for.
   *
   * @param at the character behind the backslash
   * @return the character behind the escape
   */
  static int read(String written, int at, StringBuilder value) {
    char letter = written.charAt(at);
    if (LETTERS.indexOf(letter) >= 0) {
      value.append(MEANINGS.charAt(LETTERS.indexOf(letter)));
      return at + 1;
    }
    if ("01234567".indexOf(letter) >= 0) {
      int end = at + 1;
      while (end < written.length()
          && end < at + 3
          && "01234567".indexOf(written.charAt(end)) >= 0) {
        end++;
      }
      value.append((char) Integer.parseInt(written.substring(at, end), 8));
      return end;
    }
    return switch (letter) {
      case 'x' -> code(written, at, 2, value);
      case 'u' -> code(written, at, 4, value);
      case 'U' -> code(written, at, 8, value);
      case 'N' -> throw wrong(written, at);
      default -> {
        value.append('\\').append(letter);
        yield at + 1;
      }
    };
  }

  private static int code(String written, int at, int digits, StringBuilder value) {
    int end = at + 1 + digits;
    if (end > written.length() || !written.substring(at + 1, end).matches("[0-9a-fA-F]*")) {
      throw wrong(written, at);
    }
    long code = Long.parseLong(written.substring(at + 1, end), 16);
    if (code > Character.MAX_CODE_POINT) {
      throw wrong(written, at);
    }
    value.appendCodePoint((int) code);
    return end;
  }

  private static NotUnderstood wrong(String written, int at) {
    String text = "\\" + written.charAt(at);
    return new NotUnderstood(
        new Token(Kind.SIGN, text, null, at - 1), "Write the character itself.");
  }
}
