package io.lavra.quality.expectation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and values as DuckDB SQL text that cannot be anything else, whatever they contain. */
public final class Sql {
  private static final int DECIMAL_DIGITS = 38;

  private Sql() {}

  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String names(Collection<String> identifiers) {
    return identifiers.stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  /** {@code silver.stg_items} as a quoted two-part name. */
  static String table(String layerAndName) {
    int dot = layerAndName.indexOf('.');
    return name(layerAndName.substring(0, dot)) + "." + name(layerAndName.substring(dot + 1));
  }

  public static String text(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return value.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "'||chr(0)||'") + ")";
  }

  /** A string, a boolean or a number; a number keeps every digit it was written with. */
  public static String value(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    }
    return value instanceof Number number ? number(number) : text((String) value);
  }

  public static String values(Collection<?> values) {
    return values.stream().map(Sql::value).collect(Collectors.joining(", "));
  }

  private static String number(Number number) {
    double rounded = number.doubleValue();
    if (number instanceof Double && (Double.isNaN(rounded) || Double.isInfinite(rounded))) {
      return "CAST('" + rounded + "' AS DOUBLE)";
    }
    BigDecimal exact = exact(number);
    boolean fits =
        exact.precision() <= DECIMAL_DIGITS
            && exact.scale() <= DECIMAL_DIGITS
            && exact.precision() - exact.scale() <= DECIMAL_DIGITS;
    return fits ? exact.toPlainString() : "CAST('" + exact + "' AS DOUBLE)";
  }

  /** A finite number with the digits it was written with. */
  static BigDecimal exact(Number number) {
    return number instanceof BigInteger whole
        ? new BigDecimal(whole)
        : new BigDecimal(number.toString());
  }
}
