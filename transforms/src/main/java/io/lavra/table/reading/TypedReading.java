package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.ColumnType;
import io.lavra.table.reading.Notation.Rounding;
import java.util.List;
import java.util.Set;

/**
 * A value that has another type already: it must be the same when cast back, unless the column
 * declares how to round. An instant becomes the date that it has in the lake's zone, and a decimal
 * the nearest double.
 */
record TypedReading(ColumnType from, ColumnType to, Notation notation, String zone)
    implements Reading {
  @Override
  public String value(Text text) {
    String value = text.clean();
    if (isRounded()) {
      return new ExactNumber(typeName(to), to.scale(), notation).rounded(digits(value));
    }
    if (from.equals(ColumnType.DATE) && to.equals(ColumnType.TIMESTAMP)) {
      return LocalTimes.of(zone, notation.clockChange())
          .instant("CAST(%s AS TIMESTAMP)".formatted(value));
    }
    if (isFloating(from) && to.isDecimal()) {
      return "TRY_CAST(CAST(%s AS VARCHAR) AS %s)".formatted(value, typeName(to));
    }
    return "TRY_CAST(%s AS %s)".formatted(value, typeName(to));
  }

  private boolean isRounded() {
    return notation.round() != null && from.isNumeric() && to.isNumeric() && !isFloating(to);
  }

  /** A number's digits without an exponent; null for one that has none. */
  private String digits(String value) {
    String text = "CAST(%s AS VARCHAR)".formatted(value);
    return isFloating(from)
        ? "CASE WHEN NOT contains(%1$s, 'e') THEN %1$s WHEN abs(%2$s) >= 1 THEN CAST(TRY_CAST(%2$s AS DECIMAL(38,0)) AS VARCHAR) ELSE CAST(TRY_CAST(%1$s AS DECIMAL(38,38)) AS VARCHAR) END"
            .formatted(text, value)
        : text;
  }

  private static boolean isFloating(ColumnType type) {
    return Set.of("float", "double").contains(type.text());
  }

  @Override
  public String isRight(Text text, String value) {
    if (needsNoLook()) {
      return value + " IS NOT NULL";
    }
    return from.isDecimal() && isFloating(to)
        ? "TRY_CAST(CAST(%s AS VARCHAR) AS %s) = %s".formatted(value, typeName(from), text.clean())
        : "TRY_CAST(%s AS %s) = %s".formatted(value, typeName(from), text.clean());
  }

  private boolean needsNoLook() {
    boolean nearest = to.text().equals("double") && (from.isDecimal() || isFloating(from));
    boolean rounded = notation.round() != null && from.isNumeric() && to.isNumeric();
    boolean wider = from.equals(ColumnType.INT) && to.equals(ColumnType.BIGINT);
    boolean other = to.equals(ColumnType.STRING) || to.equals(ColumnType.BINARY);
    boolean time = from.equals(ColumnType.TIMESTAMP) || from.equals(ColumnType.DATE);
    return nearest || rounded || wider || other || time;
  }

  @Override
  public List<Remedy> remedies(String value) {
    if (!from.isNumeric() || !to.isNumeric()) {
      return List.of();
    }
    return List.of(
        Remedy.of(
            "TRY_CAST(%s AS %s) IS NOT NULL".formatted(value, typeName(to)),
            "declare round: "
                + Rounding.HALF_EVEN.name().toLowerCase(java.util.Locale.ROOT)
                + " to round it"),
        Remedy.of("true", "declare a type that is wide enough"));
  }
}
