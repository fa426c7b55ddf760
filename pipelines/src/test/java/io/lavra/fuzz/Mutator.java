package io.lavra.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Spoils a valid input by chance: bytes, tokens, and texts that nobody should write. */
final class Mutator {
  /** Where a hostile text names a file, it is this one, outside of the lake. */
  static final String OUTSIDE = "../around/secret.txt";

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"\\n]*\"|'[^'\\n]*'|[\\w.-]+|[^\\s\\w]");
  private static final int LARGEST = 200_000;

  /** Texts in UTF-8. */
  private static final List<String> TEXTS =
      List.of(
          "\0",
          "\u001b[31m",
          "\u0085",
          "\u202e",
          "\u2028",
          "\ufeff",
          "\u00e4\u6f22\ud83d\ude00",
          "'",
          "\"",
          "`",
          "$$",
          "E'\\''",
          "--",
          "/*",
          ";",
          "\\",
          "\\u0000",
          "\\ud800",
          "\\x41",
          "${X}",
          "${",
          "{batch}",
          "%s%n",
          "$1",
          "-1",
          "0",
          "1.5",
          "2147483648",
          "9223372036854775808",
          "1e400",
          "-0.0",
          "1".repeat(5000),
          "0x1F",
          "NaN",
          ".nan",
          "-Infinity",
          "null",
          "true",
          "\"\"",
          "\"a\"",
          "{}",
          "[]",
          "[null]",
          "{\"a\": 1}",
          "[".repeat(3000),
          "{\"a\":".repeat(3000),
          "(".repeat(3000),
          "not ".repeat(3000),
          "- ".repeat(3000),
          "&a [*a]",
          "*a",
          "<<: *a",
          "!!java.net.URL [x]",
          "!!binary x",
          "!!timestamp x",
          "? ",
          ": ",
          "|",
          ">-",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "\t",
          "\r",
          "\r\n",
          "\n",
          "\n\n",
          " ",
          ",",
          ".",
          "*",
          "../",
          OUTSIDE,
          "/dev/zero",
          "file:///etc/passwd",
          "http://localhost:1/",
          "s3://b/k",
          "(select content from read_text('" + OUTSIDE + "'))",
          "1); copy (select 1) to '" + OUTSIDE + "'; --",
          "; attach '" + OUTSIDE + "' as x; --",
          "getenv('HOME')",
          "union all select * from bronze.orders",
          "interval 1 day",
          "::int",
          "(a+)+$",
          "(?<=x",
          "[[:alpha:]",
          "2024-02-30",
          "0000-00-00",
          "294247-01-10T04:00:54.775807Z",
          "2026-01-01T00:00:00+99:99",
          "<script>",
          "<!--",
          "<![CDATA[",
          "&#x0;",
          "<div>".repeat(3000),
          "> ".repeat(3000),
          "```",
          "![](",
          "=cmd|'/c x'!A1",
          "x".repeat(50_000));

  /** Bytes that are no text in UTF-8. */
  private static final List<String> BYTES =
      List.of(
          "\u00ff",
          "\u00c3",
          "\u00c0\u0080",
          "\u00ed\u00a0\u0080",
          "\u00f4\u0090\u0080\u0080",
          "\u00fe\u00ff",
          "\u00ff\u00fe\0\0",
          "\u001f\u008b\b",
          "PAR1",
          "\0\0\0\0");

  private final RandomGenerator random;
  private final int edits;

  /**
   * A mutator.
   *
   * @param edits how many a spoilt input has at most; none, and all inputs stay whole
   */
  Mutator(RandomGenerator random, int edits) {
    this.random = random;
    this.edits = edits;
  }

  byte[] spoil(byte[] whole) {
    String text = new String(whole, ISO_8859_1);
    for (int left = edits == 0 ? 0 : 1 + random.nextInt(edits); left > 0; left--) {
      text = edit(text);
    }
    return text.substring(0, Math.min(LARGEST, text.length())).getBytes(ISO_8859_1);
  }

  /** The same of a text; what is no text any more has U+FFFD in its place. */
  String spoil(String whole) {
    return new String(spoil(whole.getBytes(UTF_8)), UTF_8);
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String edit(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + 1 + random.nextInt(30));
    String before = text.substring(0, from);
    String after = text.substring(to);
    String part = text.substring(from, to);
    return switch (random.nextInt(10)) {
      case 0 -> before + flipped(part) + after;
      case 1 -> before;
      case 2 -> before + after;
      case 3 -> before + part.repeat(random.nextInt(50)) + after;
      case 4 -> before + hostile() + part + after;
      case 5 -> swapped(text);
      case 6 -> token(text, "");
      default -> token(text, hostile());
    };
  }

  private String flipped(String part) {
    return part.isEmpty()
        ? part
        : (char) (part.charAt(0) ^ (1 << random.nextInt(8))) + part.substring(1);
  }

  private String hostile() {
    return switch (random.nextInt(8)) {
      case 0 -> oneOf(BYTES);
      case 1, 2, 3 -> latin(TextNode.valueOf(oneOf(TEXTS)).toString());
      default -> latin(oneOf(TEXTS));
    };
  }

  private static String latin(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private String token(String text, String instead) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    return tokens.isEmpty() ? instead : replaced(text, oneOf(tokens), instead);
  }

  private String swapped(String text) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return text;
    }
    MatchResult one = oneOf(tokens);
    MatchResult other = oneOf(tokens);
    return one.start() < other.start()
        ? replaced(replaced(text, other, one.group()), one, other.group())
        : replaced(replaced(text, one, other.group()), other, one.group());
  }

  private static String replaced(String text, MatchResult token, String instead) {
    return text.substring(0, token.start()) + instead + text.substring(token.end());
  }
}
