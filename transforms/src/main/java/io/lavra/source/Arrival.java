package io.lavra.source;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * When files arrived: what {@code _arrived_at} and the partitions say.
 *
 * @param at the moment
 * @param day the day in the lake's time zone
 */
public record Arrival(Instant at, LocalDate day) implements Serializable {
  /** The partition of a bronze table that holds it. */
  public Map<String, String> partition() {
    return Map.of(
        "year", String.valueOf(day.getYear()),
        "month", String.valueOf(day.getMonthValue()),
        "day", String.valueOf(day.getDayOfMonth()));
  }
}
