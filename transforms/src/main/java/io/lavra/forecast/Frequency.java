package io.lavra.forecast;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.Locale;

/**
 * How long a period is. Periods have numbers that count from the one 1970 begins in; weeks begin on
 * Mondays.
 */
public enum Frequency {
  HOUR(24, ChronoUnit.HOURS),
  DAY(7, ChronoUnit.DAYS),
  WEEK(52, ChronoUnit.WEEKS),
  MONTH(12, ChronoUnit.MONTHS),
  QUARTER(4, IsoFields.QUARTER_YEARS),
  YEAR(1, ChronoUnit.YEARS);

  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final LocalDateTime EPOCH_MONDAY = LocalDateTime.of(1969, 12, 29, 0, 0);

  private final int season;
  private final TemporalUnit unit;

  Frequency(int season, TemporalUnit unit) {
    this.season = season;
    this.unit = unit;
  }

  /** The season usual at this frequency, in periods. */
  public int season() {
    return season;
  }

  /** The number of the period that holds a time. */
  public long number(LocalDateTime time) {
    LocalDateTime origin = origin();
    long number = unit.between(origin, time);
    return start(number).isAfter(time) ? number - 1 : number;
  }

  /** When a period begins. */
  public LocalDateTime start(long number) {
    return origin().plus(number, unit);
  }

  /**
   * DuckDB SQL for {@link #number}, from SQL that gives a TIMESTAMP; null where that is not finite.
   */
  String sqlNumber(String timestamp) {
    return "case when isfinite(%2$s) then date_diff('%1$s', timestamp '1970-01-01', %2$s) end"
        .formatted(name().toLowerCase(Locale.ROOT), timestamp);
  }

  private LocalDateTime origin() {
    return this == WEEK ? EPOCH_MONDAY : EPOCH;
  }
}
