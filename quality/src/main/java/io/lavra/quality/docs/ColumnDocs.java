package io.lavra.quality.docs;

import java.util.List;

/**
 * A column.
 *
 * @param personal whether it is marked as personal where it is declared
 * @param related whether it holds the values of a personal column of another table
 * @param added whether Lavra adds it, as it does where rows arrive
 * @param origins the columns it is made from
 */
public record ColumnDocs(
    String name,
    String type,
    String description,
    boolean personal,
    boolean related,
    boolean added,
    List<Origin> origins) {
  public ColumnDocs {
    origins = List.copyOf(origins);
  }

  /** Whether its values are hidden. */
  public boolean hidden() {
    return personal || related;
  }
}
