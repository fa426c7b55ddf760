package io.lavra.table;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which row stands for its key. Ties are broken by arrival, source and offset, never by chance.
 *
 * @param key the conformed columns that make the key; a row where one of them is null goes to
 *     quarantine
 * @param latest whether the row with the greatest {@code by} stays, else the one with the least
 * @param by the ordering column; null to go by arrival alone
 */
public record Deduplicate(List<String> key, boolean latest, @Nullable String by)
    implements Serializable {
  public Deduplicate {
    key = List.copyOf(key);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("To deduplicate, name at least one key column");
    }
  }
}
