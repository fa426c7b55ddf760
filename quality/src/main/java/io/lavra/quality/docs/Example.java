package io.lavra.quality.docs;

import java.util.List;

/**
 * A row shown as an example.
 *
 * @param place where it came from, as far as known
 * @param cells its values, or the whole of it as one
 */
public record Example(String place, List<Cell> cells) {
  /**
   * A value.
   *
   * @param hidden whether it is personal: {@code value} is empty then
   */
  public record Cell(String name, String value, boolean hidden) {
    public static Cell of(String name, String value) {
      return new Cell(name, value, false);
    }

    public static Cell hidden(String name) {
      return new Cell(name, "", true);
    }
  }

  public Example {
    cells = List.copyOf(cells);
  }
}
