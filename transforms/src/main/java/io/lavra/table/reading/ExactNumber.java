package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.table.reading.Notation.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole number or a decimal. Digits beyond the scale must be zeros, unless the column declares
 * how to round.
 *
 * @param type DuckDB's
 */
record ExactNumber(String type, int scale, Notation notation) implements Reading {
  @Override
  public String value(Text text) {
    if (isPlain() && notation.round() == null) {
      return text.as(type);
    }
    Numeral numeral = new Numeral(notation);
    return "CASE WHEN %s THEN %s END"
        .formatted(
            Regex.matches(text.clean(), numeral.regex(read(), false)),
            rounded(numeral.plain(text.clean())));
  }

  private boolean isPlain() {
    return notation.isPlainNumber();
  }

  /** How many digits are looked at while they are as they are written. */
  private int read() {
    return notation.round() != null || notation.percent() ? Numeral.ANY : scale;
  }

  @Override
  public String isRight(Text text, String value) {
    if (isPlain() && notation.round() == null) {
      // Most numbers are written as they are printed, and printing costs less than matching.
      return "CASE WHEN CAST(%1$s AS VARCHAR) = %2$s THEN true WHEN %1$s IS NULL THEN false ELSE %3$s END"
          .formatted(
              value,
              text.raw(),
              Regex.matches(text.clean(), new Numeral(notation).regex(scale, false)));
    }
    if (notation.percent() && notation.round() == null) {
      String plain = new Numeral(notation).plain(text.clean());
      return "CASE WHEN %s IS NULL THEN false ELSE %s END"
          .formatted(value, Regex.matches(plain, new Numeral(Notation.PLAIN).regex(scale, false)));
    }
    return value + " IS NOT NULL";
  }

  /** A plain number, brought to the type as declared. */
  String rounded(String plain) {
    if (notation.round() != Rounding.HALF_EVEN) {
      return cast(plain);
    }
    String tie =
        scale == 0
            ? "[+-]?(?:[0-9]*[02468])?\\.50*"
            : "[+-]?[0-9]*\\.[0-9]{%s}[02468]50*".formatted(scale - 1);
    return "CASE WHEN %s THEN %s ELSE %s END"
        .formatted(
            Regex.matches(plain, tie),
            cast("regexp_replace(%s, '50*$', '0')".formatted(plain)),
            cast(plain));
  }

  /** DuckDB rounds half away from zero. */
  private String cast(String plain) {
    return scale == 0
        ? "TRY_CAST(TRY_CAST(%s AS DECIMAL(38,0)) AS %s)".formatted(plain, type)
        : "TRY_CAST(%s AS %s)".formatted(plain, type);
  }

  @Override
  public List<Remedy> remedies(String text) {
    Numeral numeral = new Numeral(notation);
    String isNumber = Regex.matches(text, numeral.regex(Numeral.ANY, false));
    String fits = cast(numeral.plain(text)) + " IS NOT NULL";
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new Remedy(
            isNumber,
            "CASE WHEN %s THEN %s ELSE %s END"
                .formatted(
                    fits,
                    literal("; declare round: half_even to round it"),
                    literal("; declare a type that is wide enough"))));
    remedies.add(
        Remedy.of(
            Regex.matches(text, "[+-]?[0-9.,]+[eE][+-]?[0-9]+"),
            "only a double or a float may have an exponent"));
    remedies.addAll(numeral.remedies(text));
    return remedies;
  }
}
