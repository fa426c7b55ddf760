package io.lavra.quality.profile;

import java.util.List;

/**
 * What a table looks like.
 *
 * @param rows all rows
 * @param sample how many of them quantiles, histograms, shapes, common values and inferred types
 *     speak of; {@code rows} where the table is small enough. Chosen by the rows' own hash
 * @param keys sets of one or two columns without missing values that tell every row apart
 */
public record TableProfile(
    String table, long rows, long sample, List<ColumnProfile> columns, List<List<String>> keys) {
  public TableProfile {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /** Whether not all rows were looked at for everything. */
  public boolean isSampled() {
    return sample < rows;
  }
}
