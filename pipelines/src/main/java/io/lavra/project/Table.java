package io.lavra.project;

import io.lavra.project.yaml.Condition;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A table as its file declares it.
 *
 * @param name layer and name, e.g. {@code silver.stg_items}
 * @param file relative to the lake folder
 * @param columns in the order of the file; may be empty where the definition gives the columns
 * @param where SQL over the conformed row: rows that do not satisfy it are left out and counted as
 *     filtered
 * @param canonical all that defines the table, without comments, layout and descriptions: equal
 *     texts define equal tables, macros and the lake's time zone aside. Variables stay as written
 * @param contract whether the table must have the columns that are declared, and no others
 */
public record Table(
    String name,
    Path file,
    String description,
    Definition definition,
    List<ColumnSpec> columns,
    Optional<Deduplicate> deduplicate,
    Optional<Condition> where,
    WriteSpec write,
    List<Expectation> expectations,
    List<ColumnTest> tests,
    String canonical,
    boolean contract) {
  /** Columns of a table, at most. */
  public static final int MAX_COLUMNS = 5_000;

  /** What to do about more. */
  public static final String FEWER_COLUMNS =
      "Split the table, or keep columns that are seldom used together in one of JSON.";

  public Table {
    columns = List.copyOf(columns);
    expectations = List.copyOf(expectations);
    tests = List.copyOf(tests);
  }

  /** {@code bronze}, {@code silver} or {@code gold}. */
  public String layer() {
    return name.substring(0, name.indexOf('.'));
  }

  /** The name without its layer. */
  public String shortName() {
    return name.substring(name.indexOf('.') + 1);
  }
}
