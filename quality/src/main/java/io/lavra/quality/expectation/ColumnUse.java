package io.lavra.quality.expectation;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.Expectation;
import io.lavra.quality.IllegalExpectationException;
import java.util.List;

/**
 * A column that an expectation needs.
 *
 * @param column its name
 * @param need what its values must be
 * @param literals the values it is compared with
 */
public record ColumnUse(String column, Need need, List<Object> literals) {
  /** What a column's values must be. */
  enum Need {
    ANYTHING,
    NUMBERS,
    TEXTS
  }

  static ColumnUse any(String column) {
    return new ColumnUse(column, Need.ANYTHING, List.of());
  }

  static ColumnUse compared(String column, List<Object> literals) {
    return new ColumnUse(column, Need.ANYTHING, literals);
  }

  static ColumnUse numbers(String column) {
    return new ColumnUse(column, Need.NUMBERS, List.of());
  }

  static ColumnUse texts(String column) {
    return new ColumnUse(column, Need.TEXTS, List.of());
  }

  /** Throws {@link IllegalExpectationException} where the table cannot serve this use. */
  public void check(Expectation expectation, TableSchema schema) {
    Column found =
        schema
            .column(column)
            .orElseThrow(
                () ->
                    illegal(
                        expectation,
                        "speaks of column \"%s\", which the table does not have. %s",
                        column,
                        Nearest.hint(column, schema.names())));
    checkType(expectation, found.type());
    for (Object literal : literals) {
      if (!Comparable.with(found.type(), literal)) {
        throw illegal(
            expectation,
            "compares column \"%s\" of type %s with %s. Write %s.",
            column,
            found.type(),
            literal,
            Comparable.remedy(found.type()));
      }
    }
  }

  private void checkType(Expectation expectation, ColumnType type) {
    boolean fits =
        switch (need) {
          case ANYTHING -> true;
          case NUMBERS -> type.isNumeric() || type.equals(ColumnType.BOOLEAN);
          case TEXTS -> type.equals(ColumnType.STRING);
        };
    if (!fits) {
      throw illegal(
          expectation,
          "needs a column of %s, and \"%s\" is of type %s. Name another column.",
          need == Need.NUMBERS ? "numbers" : "texts",
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
