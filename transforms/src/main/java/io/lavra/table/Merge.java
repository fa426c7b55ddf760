package io.lavra.table;

import java.io.Serializable;
import java.util.List;

/**
 * A table to merge into.
 *
 * @param base the table as it is
 * @param key the columns by which a row replaces another
 */
public record Merge(Shard base, List<String> key) implements Serializable {
  public Merge {
    key = List.copyOf(key);
  }
}
