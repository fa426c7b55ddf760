package io.lavra.lake;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name as readers see it; never blank
 * @param type its type
 * @param description for people; may be empty
 * @param personal whether its values may identify a person: no statistics are written for it
 */
public record Column(String name, ColumnType type, String description, boolean personal)
    implements Serializable {
  public Column {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A column needs a name");
    }
  }

  public Column(String name, ColumnType type) {
    this(name, type, "", false);
  }
}
