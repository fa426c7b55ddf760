package io.lavra.lake;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column, as users write it in a table file: {@code string}, {@code boolean}, {@code
 * int}, {@code bigint}, {@code float}, {@code double}, {@code decimal(p,s)}, {@code date}, {@code
 * timestamp} (an instant), {@code binary}, and {@code array<T>} of any of these.
 *
 * @param text the canonical spelling, in lower case
 */
public record ColumnType(String text) implements Serializable {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");
  private static final Set<String> SIMPLE =
      Set.of(
          "string", "boolean", "int", "bigint", "float", "double", "date", "timestamp", "binary");

  public static final ColumnType STRING = new ColumnType("string");
  public static final ColumnType BOOLEAN = new ColumnType("boolean");
  public static final ColumnType INT = new ColumnType("int");
  public static final ColumnType BIGINT = new ColumnType("bigint");
  public static final ColumnType FLOAT = new ColumnType("float");
  public static final ColumnType DOUBLE = new ColumnType("double");
  public static final ColumnType DATE = new ColumnType("date");
  public static final ColumnType TIMESTAMP = new ColumnType("timestamp");
  public static final ColumnType BINARY = new ColumnType("binary");

  /** Throws {@link IllegalArgumentException} naming the type and the accepted ones. */
  public ColumnType {
    if (!isKnown(text)) {
      throw new IllegalArgumentException(
          "Unknown type \"%s\". Use string, boolean, int, bigint, float, double, decimal(p,s) with p up to 38, date, timestamp, binary or array<type>."
              .formatted(text));
    }
  }

  /**
   * Reads a type as a user writes it: case and blanks do not matter, {@code integer} and {@code
   * long} are understood.
   */
  public static ColumnType parse(String written) {
    String text = written.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    return new ColumnType(
        switch (text) {
          case "integer" -> "int";
          case "long" -> "bigint";
          case "varchar", "text" -> "string";
          case "bool" -> "boolean";
          default -> text;
        });
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType("decimal(%s,%s)".formatted(precision, scale));
  }

  public static ColumnType arrayOf(ColumnType element) {
    return new ColumnType("array<" + element.text + ">");
  }

  public boolean isArray() {
    return text.startsWith("array<");
  }

  /**
   * The type of an array's elements; throws {@link IllegalStateException} where this is no array.
   */
  public ColumnType element() {
    if (!isArray()) {
      throw new IllegalStateException(text + " has no elements");
    }
    return new ColumnType(text.substring("array<".length(), text.length() - 1));
  }

  public boolean isDecimal() {
    return text.startsWith("decimal(");
  }

  /** Digits in all; 0 where this is no decimal. */
  public int precision() {
    return decimalPart(1);
  }

  /** Digits after the point; 0 where this is no decimal. */
  public int scale() {
    return decimalPart(2);
  }

  /**
   * Whether a partition can be named by a value of this type: floats have no exact text, binaries
   * and arrays none that readers know, and deltalake 1.6 cannot read -0.05 from the log.
   */
  public boolean isPartition() {
    return isDecimal()
        ? scale() == 0
        : Set.of("string", "boolean", "int", "bigint", "date", "timestamp").contains(text);
  }

  public boolean isNumeric() {
    return isDecimal() || Set.of("int", "bigint", "float", "double").contains(text);
  }

  @Override
  public String toString() {
    return text;
  }

  private int decimalPart(int group) {
    Matcher matcher = DECIMAL.matcher(text);
    return matcher.matches() ? Integer.parseInt(matcher.group(group)) : 0;
  }

  private static boolean isKnown(String text) {
    if (SIMPLE.contains(text)) {
      return true;
    }
    if (text.startsWith("array<") && text.endsWith(">")) {
      return isKnown(text.substring("array<".length(), text.length() - 1));
    }
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches()
        && text.length() < 16
        && Integer.parseInt(decimal.group(1)) <= 38
        && Integer.parseInt(decimal.group(1)) > 0
        && Integer.parseInt(decimal.group(2)) <= Integer.parseInt(decimal.group(1));
  }
}
