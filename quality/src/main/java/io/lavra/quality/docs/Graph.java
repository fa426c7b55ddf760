package io.lavra.quality.docs;

import java.util.List;

/**
 * A drawing of tables and what flows between them, ready to be written as SVG.
 *
 * @param bands the layers, as wide as their tables
 */
record Graph(
    String id, int width, int height, List<Band> bands, List<Box> boxes, List<Curve> curves) {
  /** A layer's part of the drawing. */
  record Band(String layer, int x, int width) {}

  /**
   * A table.
   *
   * @param number unique in the drawing, as those of {@code rows} are
   */
  record Box(int number, TableDocs table, int x, int y, int width, int height, List<Row> rows) {}

  /** A column in its table's box. */
  record Row(int number, int anchor, ColumnDocs column, int y) {}

  /** What flows from one number to another. */
  record Curve(int from, int to, String path) {}
}
