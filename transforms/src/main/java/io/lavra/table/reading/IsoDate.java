package io.lavra.table.reading;

import java.util.List;

/** A date as ISO 8601 writes it: {@code YYYY-MM-DD}, from year 1 to 9999. */
record IsoDate() implements Reading {
  private static final String SHAPE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  @Override
  public String value(Text text) {
    return text.as("DATE");
  }

  /**
   * A cast that gave a year of four digits has read digits: only the dashes are left to look at.
   */
  @Override
  public String isRight(Text text, String value) {
    return """
        CASE WHEN %1$s >= DATE '1000-01-01' AND %1$s <= DATE '9999-12-31' AND %2$s LIKE '____-__-__' THEN true \
        WHEN %1$s BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN %3$s ELSE false END"""
        .formatted(value, text.raw(), Regex.matches(text.clean(), SHAPE));
  }

  @Override
  public List<Remedy> remedies(String text) {
    return List.of(
        Remedy.of(Regex.matches(text, SHAPE), "there is no such day"),
        Remedy.of("true", "a date is YYYY-MM-DD, or declare its format"));
  }
}
