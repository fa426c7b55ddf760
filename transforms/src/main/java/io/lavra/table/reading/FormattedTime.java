package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.literal;

import java.util.ArrayList;
import java.util.List;

/**
 * A date or an instant in a format of its own. What the format leaves out is the first: January,
 * the first of the month, midnight.
 *
 * @param date whether the time is left out
 */
record FormattedTime(DatePattern pattern, boolean date, LocalTimes local) implements Reading {
  @Override
  public String value(Text text) {
    String parsed =
        "try_strptime(%s, %s)".formatted(withOffset(text.clean()), literal(pattern.strptime()));
    if (date) {
      return "CAST(%s AS DATE)".formatted(parsed);
    }
    return pattern.hasOffset() ? parsed : local.instant(parsed);
  }

  private String withOffset(String text) {
    return pattern.hasOffset()
        ? "regexp_replace(%s, %s, '\\1+00:00\\2')"
            .formatted(text, literal("^" + pattern.regexOfUtc() + "$"))
        : text;
  }

  @Override
  public String isRight(Text text, String value) {
    String limits = date ? "DATE '0001-01-01' AND DATE '9999-12-31'" : IsoTimestamp.LIMITS;
    return "CASE WHEN %s BETWEEN %s THEN %s ELSE false END"
        .formatted(value, limits, Regex.matches(text.clean(), pattern.regex()) + weekday(text));
  }

  /** That the weekday is the date's. */
  private String weekday(Text text) {
    if (pattern.weekday().isEmpty()) {
      return "";
    }
    String written =
        "regexp_extract(%s, %s, 1)"
            .formatted(text.clean(), literal("^" + pattern.regexOfWeekday() + "$"));
    return " AND lower(%s) = lower(strftime(try_strptime(%s, %s), %s))"
        .formatted(
            written,
            withOffset(text.clean()),
            literal(pattern.strptime()),
            literal(pattern.weekday()));
  }

  @Override
  public List<Remedy> remedies(String text) {
    String shaped = Regex.matches(text, pattern.regex());
    List<Remedy> remedies = new ArrayList<>();
    if (!date) {
      remedies.addAll(IsoTimestamp.outside(shaped, value(Text.of(text)), text));
      if (!pattern.hasOffset()) {
        remedies.addAll(
            local.remedies("try_strptime(%s, %s)".formatted(text, literal(pattern.strptime()))));
      }
    }
    return remedies;
  }
}
