package io.lavra.quality.expectation;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.words.Nearest;
import java.util.List;

/**
 * A column that an expectation needs.
 *
 * @param column its name
 * @param need what its values must be
 * @param literals the values it is compared with
 * @param others the columns it is compared with
 */
public record ColumnUse(String column, Need need, List<Object> literals, List<String> others) {
  /** What a column's values must be. */
  enum Need {
    ANYTHING("anything"),
    NUMBERS("numbers"),
    TEXTS("texts"),
    TIMES("dates or times");

    private final String words;

    Need(String words) {
      this.words = words;
    }
  }

  public static ColumnUse any(String column) {
    return new ColumnUse(column, Need.ANYTHING, List.of(), List.of());
  }

  /** Each of several columns, compared with the first of them. */
  public static List<ColumnUse> together(List<String> columns) {
    List<String> first = columns.subList(0, 1);
    return columns.stream().map(c -> new ColumnUse(c, Need.ANYTHING, List.of(), first)).toList();
  }

  public static ColumnUse compared(String column, List<Object> literals) {
    return new ColumnUse(column, Need.ANYTHING, literals, List.of());
  }

  public static ColumnUse numbers(String column) {
    return new ColumnUse(column, Need.NUMBERS, List.of(), List.of());
  }

  public static ColumnUse times(String column) {
    return new ColumnUse(column, Need.TIMES, List.of(), List.of());
  }

  public static ColumnUse texts(String column) {
    return new ColumnUse(column, Need.TEXTS, List.of(), List.of());
  }

  /** Throws {@link IllegalExpectationException} where the table cannot serve this use. */
  public void check(Expectation expectation, TableSchema schema) {
    Column found = find(expectation, schema, column);
    for (String other : others) {
      ColumnType type = find(expectation, schema, other).type();
      if (!Comparison.with(found.type(), type)) {
        throw illegal(
            expectation,
            "compares column \"%s\" of type %s with \"%s\" of type %s. Name columns of one kind.",
            column,
            found.type(),
            other,
            type);
      }
    }
    checkType(expectation, found.type());
    for (Object literal : literals) {
      if (!Comparison.with(found.type(), literal)) {
        throw illegal(
            expectation,
            "compares column \"%s\" of type %s with %s. Write %s.",
            column,
            found.type(),
            literal,
            Comparison.remedy(found.type()));
      }
    }
  }

  private static Column find(Expectation expectation, TableSchema schema, String column) {
    return schema
        .column(column)
        .orElseThrow(
            () ->
                illegal(
                    expectation,
                    "speaks of column \"%s\", which the table does not have. %s",
                    column,
                    Nearest.remedy(column, schema.names())));
  }

  private void checkType(Expectation expectation, ColumnType type) {
    boolean fits =
        switch (need) {
          case ANYTHING -> true;
          case NUMBERS -> type.isNumeric() || type.equals(ColumnType.BOOLEAN);
          case TIMES -> type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
          case TEXTS -> type.equals(ColumnType.STRING);
        };
    if (!fits) {
      throw illegal(
          expectation,
          "needs a column of %s, and \"%s\" is of type %s. Name another column.",
          need.words,
          column,
          type);
    }
  }

  private static IllegalExpectationException illegal(
      Expectation expectation, String problem, Object... values) {
    return new IllegalExpectationException(
        expectation.place(), expectation.name() + " " + problem.formatted(values));
  }
}
