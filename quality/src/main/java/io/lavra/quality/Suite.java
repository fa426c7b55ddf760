package io.lavra.quality;

import io.lavra.lake.TableSchema;
import io.lavra.table.Measure;
import io.lavra.table.RowRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All expectations of a table: what has to be measured over its staged rows, and what the
 * measurements say.
 */
public final class Suite {
  private Suite() {}

  /**
   * Reads the expectations of a table file and, after them, the tests of its columns.
   *
   * @throws IllegalExpectationException where one is unknown, or lacks or mistypes an argument
   */
  public static Suite of(List<Expectation> expectations, List<ColumnTest> tests) {
    return new Suite();
  }

  /**
   * Checks that every column spoken of exists and can be compared with the values given.
   *
   * @throws IllegalExpectationException naming the nearest column
   */
  public void checkColumns(TableSchema schema) {}

  /** What {@link #judge} needs, each measurement once. */
  public List<Measure> measures() {
    return List.of();
  }

  /** What every row must meet to be published: the expectations of severity quarantine. */
  public List<RowRule> rowRules() {
    return List.of();
  }

  /** The tables, as {@code layer.name}, that measures of kind QUERY read beside {@code staged}. */
  public Set<String> tablesRead() {
    return Set.of();
  }

  /**
   * Lets Deequ judge the measurements.
   *
   * @param measured the SQL values as text, by the measure's name; a missing key or a null value is
   *     SQL's NULL
   */
  public Verdict judge(Map<String, String> measured) {
    return new Verdict(List.of());
  }
}
