package io.lavra.quality.expectation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people read them: {@code 1,200} and {@code 0.25 %}. */
final class Words {
  private static final Pattern FLOATING =
      Pattern.compile("-?\\d{1,400}(\\.\\d{1,400}([eE][+-]?\\d{1,3})?|[eE][+-]?\\d{1,3})");

  private Words() {}

  static String count(double count) {
    return format("#,##0").format(count);
  }

  /** Two decimals, and never rounded to none or all of something that is neither. */
  static String percent(double share) {
    if (share > 0 && share < 0.0001) {
      return "less than 0.01 %";
    }
    if (share < 1 && share > 0.9999) {
      return "more than 99.99 %";
    }
    return format("0.##").format(share * 100) + " %";
  }

  /** The share that may be otherwise when {@code mostly} must be as expected. */
  static String rest(double mostly) {
    BigDecimal rest = BigDecimal.ONE.subtract(BigDecimal.valueOf(mostly)).movePointRight(2);
    return rest.stripTrailingZeros().toPlainString() + " %";
  }

  /** A number as it would be typed: whole numbers without a point. */
  static String number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : measured(Double.toString(number));
  }

  /**
   * A floating number at 12 significant digits, as the order of additions may change the last ones;
   * anything else as it is.
   */
  static String measured(String text) {
    if (!FLOATING.matcher(text).matches()) {
      return text;
    }
    BigDecimal rounded = new BigDecimal(text).round(new MathContext(12, RoundingMode.HALF_EVEN));
    BigDecimal brief = rounded.stripTrailingZeros();
    return Math.abs(brief.scale()) > 20 ? brief.toString() : brief.toPlainString();
  }

  private static DecimalFormat format(String pattern) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format;
  }
}
