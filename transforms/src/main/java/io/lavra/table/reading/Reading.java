package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.ColumnType;
import java.util.List;

/**
 * How a value becomes one of a type, as SQL. What DuckDB's casts read is more than what is right,
 * and rounded: {@link #value} alone is for values that are known to be right.
 */
public interface Reading {
  /** The value, where it is right; else anything, or null. */
  String value(Text text);

  /**
   * Whether it is exactly what the column declares; false or null where not.
   *
   * @param value what {@link #value} gave
   */
  String isRight(Text text, String value);

  /** What to declare for one that is not right, the first that fits. */
  default List<Remedy> remedies(String text) {
    return List.of();
  }

  /** The value, or null where it is not right, in one expression. */
  default String rightValue(Text text) {
    String value = value(text);
    return "CASE WHEN %s THEN %s END".formatted(isRight(text, value), value);
  }

  /** What to declare, as SQL that gives words to add to a sentence, or none. */
  default String remedy(String text) {
    return Remedy.first(remedies(text));
  }

  /**
   * @param from the type that the values have
   * @param zone of times without an offset
   */
  static Reading of(ColumnType from, ColumnType to, Notation notation, String zone) {
    if (!from.equals(ColumnType.STRING)) {
      return from.isArray() && to.isArray()
          ? ArrayReading.ofArrays(of(from.element(), to.element(), notation, zone))
          : new TypedReading(from, to, notation, zone);
    }
    if (to.isArray()) {
      return ArrayReading.ofTexts(of(from, to.element(), notation, zone));
    }
    return switch (to.text()) {
      case "int", "bigint" -> new ExactNumber(typeName(to), 0, notation);
      case "float", "double" -> new FloatingNumber(typeName(to), notation);
      case "boolean" -> new Words(notation.trueWords(), notation.falseWords());
      case "date", "timestamp" -> time(to, notation, zone);
      case "string" -> new Same("");
      case "binary" -> new Same("encode");
      default -> new ExactNumber(typeName(to), to.scale(), notation);
    };
  }

  private static Reading time(ColumnType type, Notation notation, String zone) {
    boolean date = type.equals(ColumnType.DATE);
    LocalTimes local = LocalTimes.of(zone, notation.clockChange());
    if (notation.format() != null) {
      return new FormattedTime(DatePattern.of(notation.format()), date, local);
    }
    return date ? new IsoDate() : new IsoTimestamp(local, notation.round());
  }

  /** Text, as it is or as its bytes. */
  record Same(String function) implements Reading {
    @Override
    public String value(Text text) {
      return "%s(%s)".formatted(function, text.clean());
    }

    @Override
    public String isRight(Text text, String value) {
      return value + " IS NOT NULL";
    }
  }
}
