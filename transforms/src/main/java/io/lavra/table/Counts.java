package io.lavra.table;

import java.io.Serializable;

/**
 * Where the rows went. Each number is counted on its own, so that {@link #close()} can find a lost
 * row.
 *
 * @param read rows taken in
 * @param published rows written for the table's next version
 * @param quarantined rows kept back with a reason
 * @param deduplicated rows another row with the same key stands for
 * @param filtered rows the table's {@code where} left out
 */
public record Counts(long read, long published, long quarantined, long deduplicated, long filtered)
    implements Serializable {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        read + other.read,
        published + other.published,
        quarantined + other.quarantined,
        deduplicated + other.deduplicated,
        filtered + other.filtered);
  }

  /** Whether every row read is accounted for. */
  public boolean close() {
    return read == published + quarantined + deduplicated + filtered;
  }
}
