package io.lavra.table.measure;

/** Numbers as DuckDB and Java write them. */
public final class Numbers {
  private Numbers() {}

  /** Throws {@link NumberFormatException} where the text is no number. */
  public static double parse(String text) {
    return switch (text) {
      case "NaN", "nan", "-nan" -> Double.NaN;
      case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
      case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
