package io.lavra.table.reading;

import io.lavra.table.duckdb.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A double, which is the nearest to what is written, or a float, which must print as what is
 * written, with six to nine digits or all of its own, unless the column declares how to round.
 * Neither is infinite or not a number.
 *
 * @param type DuckDB's
 */
record FloatingNumber(String type, Notation notation) implements Reading {
  @Override
  public String value(Text text) {
    return notation.isPlainNumber()
        ? text.as(type)
        : "CASE WHEN %s THEN TRY_CAST(%s AS %s) END"
            .formatted(isNumber(text.clean()), numeral().plain(text.clean()), type);
  }

  private Numeral numeral() {
    return new Numeral(notation);
  }

  private String isNumber(String text) {
    return Regex.matches(text, numeral().regex(Numeral.ANY, true));
  }

  @Override
  public String isRight(Text text, String value) {
    String shape = notation.isPlainNumber() ? isNumber(text.clean()) : "true";
    return "CASE WHEN isfinite(%s) THEN %s%s ELSE false END"
        .formatted(value, shape, isAsWritten(text.clean(), value));
  }

  /** A float holds six digits of any number, and nine digits tell all floats apart. */
  private String isAsWritten(String text, String value) {
    if (!type.equals("FLOAT") || notation.round() != null) {
      return "";
    }
    String written = "TRY_CAST(%s AS DOUBLE)".formatted(numeral().plain(text));
    return IntStream.rangeClosed(6, 9)
        .mapToObj(
            digits -> "CAST(printf('%%.%sg', %s) AS DOUBLE) = %s".formatted(digits, value, written))
        .collect(Collectors.joining(" OR ", " AND (%s = %s OR ".formatted(value, written), ")"));
  }

  @Override
  public List<Remedy> remedies(String text) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new Remedy(
            isNumber(text),
            "CASE WHEN isfinite(TRY_CAST(%s AS %s)) THEN %s ELSE %s END"
                .formatted(
                    numeral().plain(text),
                    type,
                    SqlText.literal("; declare round: half_even to round it, or type: double"),
                    SqlText.literal("; it is beyond the type's range"))));
    remedies.addAll(numeral().remedies(text));
    return remedies;
  }
}
