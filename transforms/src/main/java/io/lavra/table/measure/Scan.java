package io.lavra.table.measure;

import java.io.Serializable;
import java.util.Collection;

/**
 * What measures are taken of. All measures of equal scans are taken by one statement, so a scan
 * reads its rows once, however many there are.
 *
 * @param with SQL that stands before SELECT, or nothing
 * @param from SQL that stands after it, or nothing
 */
public record Scan(String with, String from) implements Serializable {
  /** The rows of {@code staged}, the table as it would be. */
  public static final Scan ROWS = new Scan("", " FROM staged");

  /** No rows: each expression is a whole statement in brackets, of one row and one column. */
  public static final Scan NONE = new Scan("", "");

  /**
   * Rows that are made of others first, for expressions to read by the name {@code groups}, as
   * often as they need.
   *
   * @param select a SELECT over {@code staged}
   */
  public static Scan groups(String select) {
    return new Scan("WITH groups AS (" + select + ") ", " FROM groups");
  }

  /** The statement that gives one row with these expressions. */
  public String select(Collection<String> expressions) {
    return with + "SELECT " + String.join(", ", expressions) + from;
  }
}
