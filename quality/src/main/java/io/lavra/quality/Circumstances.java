package io.lavra.quality;

import io.lavra.quality.expectation.Measured;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a table is judged by beside its own rows.
 *
 * @param asOf when the run's logical date begins
 * @param past what earlier runs measured of the table, by the measures' names, newest first
 * @param base what was measured of the version that is there; empty where that is not known
 */
public record Circumstances(
    Instant asOf, List<Map<String, String>> past, Map<String, String> base) {
  /** No earlier run, and a date before any row. */
  public static final Circumstances NONE = new Circumstances(Instant.EPOCH, List.of(), Map.of());

  public Circumstances {
    past = List.copyOf(past);
    base = Map.copyOf(base);
  }

  Measured measured(Map<String, String> values) {
    return new Measured(
        values,
        past.stream().map(earlier -> new Measured(earlier, List.of(), asOf)).toList(),
        asOf);
  }
}
