package io.lavra.table.conform;

import java.io.Serializable;

/**
 * A statement every row must meet; a row that does not is kept in quarantine.
 *
 * @param reason what quarantine says of the row, e.g. {@code
 *     expect_column_values_to_be_between(unit_price)}
 * @param predicate SQL over one row's conformed columns; a row passes unless it is false (null
 *     passes)
 */
public record RowRule(String reason, String predicate) implements Serializable {
  /** The predicate in parentheses, which a comment at its end leaves closed. */
  public String grouped() {
    return "(" + predicate + "\n)";
  }
}
