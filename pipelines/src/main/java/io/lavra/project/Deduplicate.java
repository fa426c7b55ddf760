package io.lavra.project;

import java.util.List;
import java.util.Optional;

/**
 * Keeps one row per key.
 *
 * @param key columns; at least one
 * @param by the column that says which row is later; arrival where empty. Ties are broken by
 *     arrival, source and offset
 */
public record Deduplicate(List<String> key, Keep keep, Optional<String> by) {
  public Deduplicate {
    key = List.copyOf(key);
  }
}
