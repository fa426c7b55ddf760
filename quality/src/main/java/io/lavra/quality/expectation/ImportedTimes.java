package io.lavra.quality.expectation;

import java.util.List;

/**
 * {@code parse_strings_as_datetimes}: bounds are times, so the column has to be one of times.
 *
 * @param column its name
 */
public record ImportedTimes(String column) implements Imported {
  public static final String KEY = "parse_strings_as_datetimes";

  @Override
  public List<ColumnUse> uses() {
    return List.of(ColumnUse.times(column));
  }

  @Override
  public String toString() {
    return "true";
  }
}
