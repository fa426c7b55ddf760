package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.literal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A number as it is written: which texts are one, and the same with a point and nothing else. */
record Numeral(Notation notation) {
  private static final String BLANKS = "[ \\x{A0}\\x{2007}\\x{2009}\\x{202F}]*";

  /** Any digits behind the mark. */
  static final int ANY = -1;

  /**
   * The texts that are a number.
   *
   * @param scale how many digits behind the mark may be other than zero, or {@link #ANY}
   * @param exponent whether one may follow
   */
  String regex(int scale, boolean exponent) {
    String number = number(scale, exponent);
    return notation.isDressed() ? dressed("(?:" + number + ")") : "[+-]?(?:%s)".formatted(number);
  }

  private String number(int scale, boolean exponent) {
    String mark = Regex.quote(decimal());
    String fraction =
        switch (scale) {
          case ANY -> mark + "[0-9]+";
          case 0 -> mark + "0+";
          default -> mark + "[0-9]{1," + scale + "}0*";
        };
    String group = notation.grouping();
    String whole =
        group == null ? "[0-9]+" : "(?:[0-9]{1,3}(?:" + Regex.quote(group) + "[0-9]{3})+|[0-9]+)";
    String digits = "%s(?:%s)?|%s".formatted(whole, fraction, fraction);
    return exponent && mayHaveExponent() ? "(?:%s)(?:[eE][+-]?[0-9]+)?".formatted(digits) : digits;
  }

  private boolean mayHaveExponent() {
    return !notation.isDressed()
        && Stream.of(decimal(), String.valueOf(notation.grouping()))
            .noneMatch("e"::equalsIgnoreCase);
  }

  private String decimal() {
    return notation.decimal() == null ? "." : notation.decimal();
  }

  /** A number with what may stand around it. */
  private String dressed(String number) {
    String value = number + (notation.percent() ? BLANKS + "%" : "");
    String before = notation.currency().isEmpty() ? "" : Regex.any(notation.currency()) + BLANKS;
    String after = notation.currency().isEmpty() ? "" : BLANKS + Regex.any(notation.currency());
    Notation.Negative negative = notation.negative();
    return Stream.concat(
            forms("[+-]?", value, "", before, after),
            negative == null
                ? Stream.of()
                : negative == Notation.Negative.PARENTHESES
                    ? forms("\\(", value, "\\)", before, after)
                    : forms("", value, "-", before, after))
        .distinct()
        .collect(Collectors.joining("|"));
  }

  /** Between opening and closing signs, with a currency inside, outside or nowhere. */
  private static Stream<String> forms(
      String open, String value, String close, String before, String after) {
    return Stream.of(
        open + value + close,
        open + before + value + close,
        before + open + value + close,
        open + value + after + close,
        open + value + close + after);
  }

  /** SQL: a text that {@link #regex} matches, as DuckDB reads numbers. */
  String plain(String text) {
    if (!notation.isDressed()) {
      return marks(text);
    }
    String digits =
        marks("regexp_extract(%s, %s)".formatted(bare(text), literal(number(ANY, false))));
    String sign = "CASE WHEN regexp_matches(%s, '[-(]') THEN '-' ELSE '' END".formatted(bare(text));
    return sign + " || " + (notation.percent() ? hundredth(digits) : digits);
  }

  /** Without the currency, which may contain marks. */
  private String bare(String text) {
    return notation.currency().isEmpty()
        ? text
        : "regexp_replace(%s, %s, '')".formatted(text, literal(Regex.any(notation.currency())));
  }

  private String marks(String text) {
    String digits =
        notation.grouping() == null
            ? text
            : "replace(%s, %s, '')".formatted(text, literal(notation.grouping()));
    return notation.decimal() == null
        ? digits
        : "replace(%s, %s, '.')".formatted(digits, literal(notation.decimal()));
  }

  /** The point two places to the left. */
  private static String hundredth(String digits) {
    return "regexp_replace('00' || %s, '^([0-9]*)([0-9]{2})(?:\\.([0-9]*))?$', '\\1.\\2\\3')"
        .formatted(digits);
  }

  /** What a number that is not read may need. */
  List<Remedy> remedies(String text) {
    return Stream.of(
            new Remedy(
                "lower(%s) IN ('nan', 'inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity')"
                    .formatted(text),
                "'; declare nulls: [' || %s || '] if it means that nothing is known'"
                    .formatted(text)),
            unless(notation.percent(), text, ".*[0-9]\\s*%.*", "declare percent: true"),
            unless(
                notation.negative() != null,
                text,
                ".*\\(.*[0-9].*\\).*",
                "declare negative: parentheses"),
            unless(notation.negative() != null, text, ".*[0-9]-", "declare negative: trailing"),
            unless(
                !notation.currency().isEmpty(),
                text,
                "[+-]?[\\pL\\p{Sc}][\\pL\\p{Sc}.]*\\pZ*[0-9].*|.*[0-9]\\pZ*[\\pL\\p{Sc}]+",
                "declare its currency"),
            unless(
                notation.decimal() != null,
                text,
                "[+-]?[0-9.'’\\pZ]*,[0-9.,'’\\pZ]*",
                "declare decimal and grouping as it has them"))
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static @Nullable Remedy unless(
      boolean declared, String text, String regex, String words) {
    return declared ? null : Remedy.of(Regex.matches(text, regex), words);
  }
}
