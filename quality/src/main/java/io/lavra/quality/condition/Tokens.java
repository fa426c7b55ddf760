package io.lavra.quality.condition;

import io.lavra.quality.condition.Token.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a condition into tokens as Python does. */
final class Tokens {
  private static final Pattern BLANK = Pattern.compile("[ \\t\\f]+|#[^\\r\\n]*");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*");
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
              + "|(?:[0-9](?:_?[0-9])*\\.?(?:[0-9](?:_?[0-9])*)?|\\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?");
  private static final Pattern SIGN =
      Pattern.compile("\\*\\*|//|==|!=|<=|>=|&&|\\|\\||[-+*/%~&|^<>=()\\[\\]{},.@:]");
  private static final Pattern TEXT_MARK = Pattern.compile("([rRuU]?)('''|\"\"\"|'|\")");

  private final String written;
  private final boolean escapes;
  private final List<Token> tokens = new ArrayList<>();
  private final Matcher found;
  private int at;

  private Tokens(String written, boolean escapes) {
    this.written = written;
    this.escapes = escapes;
    this.found = BLANK.matcher(written);
  }

  /**
   * @param escapes whether a backslash within a text says what the next character stands for
   * @throws NotUnderstood at what is no token
   */
  static List<Token> of(String written, boolean escapes) {
    Tokens tokens = new Tokens(written.strip(), escapes);
    while (tokens.at < tokens.written.length()) {
      tokens.next();
    }
    tokens.add(Kind.END, "", tokens.at);
    return List.copyOf(tokens.tokens);
  }

  private void next() {
    if (find(BLANK)) {
      at = found.end();
    } else if (find(TEXT_MARK)) {
      text(found);
    } else if (written.charAt(at) == '`') {
      backquoted();
    } else if (find(NUMBER)) {
      number(found.group());
    } else if (find(NAME)) {
      add(Kind.NAME, found.group(), found.group());
    } else if (find(SIGN)) {
      add(Kind.SIGN, found.group(), found.group());
    } else {
      int character = written.codePointAt(at);
      String shown =
          character < ' ' ? "a line break or tab" : new String(Character.toChars(character));
      throw unknown(shown, "Remove it.");
    }
  }

  private boolean find(Pattern pattern) {
    return found.usePattern(pattern).region(at, written.length()).lookingAt();
  }

  private void add(Kind kind, String text, Object value) {
    tokens.add(new Token(kind, text, value, at));
    at += text.length();
  }

  private NotUnderstood unknown(String text, String remedy) {
    return new NotUnderstood(new Token(Kind.SIGN, text, null, at), remedy);
  }

  private void number(String text) {
    int end = at + text.length();
    boolean isWord = end < written.length() && Character.isLetterOrDigit(written.charAt(end));
    if (isWord || text.matches("0[0-9_]*[1-9][0-9_]*")) {
      throw unknown(text, "Write a number as 12, 1.5 or 1e3.");
    }
    String digits = text.replace("_", "");
    add(
        Kind.NUMBER,
        text,
        digits.matches("0[xXbBoO].*")
            ? new BigInteger(digits.substring(2), radix(digits.charAt(1)))
            : digits.matches("[0-9]+") ? new BigInteger(digits) : new BigDecimal(digits));
  }

  private static int radix(char letter) {
    return switch (Character.toLowerCase(letter)) {
      case 'x' -> 16;
      case 'o' -> 8;
      default -> 2;
    };
  }

  /** A column's name; a backquote in it is written twice. */
  private void backquoted() {
    StringBuilder name = new StringBuilder();
    for (int i = at + 1; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '`' && !written.startsWith("`", i + 1)) {
        add(Kind.QUOTED_NAME, written.substring(at, i + 1), name.toString());
        return;
      }
      name.append(c);
      i += c == '`' ? 1 : 0;
    }
    throw unknown("`", "Close the column's name by another one.");
  }

  private void text(Matcher opening) {
    boolean raw = !escapes || opening.group(1).equalsIgnoreCase("r");
    String mark = opening.group(2);
    StringBuilder value = new StringBuilder();
    int i = opening.end();
    while (i < written.length() && !written.startsWith(mark, i)) {
      char c = written.charAt(i);
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c != '\\' || !escapes || i + 1 == written.length()) {
        value.append(c);
        i++;
      } else if (raw) {
        value.append(written, i, i + 2);
        i += 2;
      } else {
        i = Escapes.read(written, i + 1, value);
      }
    }
    if (!written.startsWith(mark, i)) {
      throw unknown(mark, "Close the text by another one, on the same line.");
    }
    add(Kind.TEXT, written.substring(at, i + mark.length()), value.toString());
  }
}
