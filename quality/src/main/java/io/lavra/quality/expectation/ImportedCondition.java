package io.lavra.quality.expectation;

import java.util.List;
import java.util.Map;

/**
 * A {@code row_condition} that was written in another language than SQL.
 *
 * @param sql what it says, true or false of every row
 * @param uses the columns that must exist, and what they are compared with
 * @param written the condition as it was written, by the keys of its suite
 */
public record ImportedCondition(String sql, List<ColumnUse> uses, Map<String, Object> written)
    implements Imported {
  public ImportedCondition {
    uses = List.copyOf(uses);
    written = Map.copyOf(written);
  }

  /** The condition as people wrote it. */
  @Override
  public String toString() {
    return String.valueOf(written.get("row_condition"));
  }
}
