package io.lavra.table;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows become conformed: rename, trim, case, cast, rules, filter, deduplicate.
 *
 * @param columns the columns of the result, in order; others are left behind
 * @param rules what every conformed row must meet, else it is kept in quarantine
 * @param where SQL over the conformed columns; rows that do not satisfy it are filtered
 * @param deduplicate which row stands for its key, where there may be only one
 */
public record Conform(
    List<ConformColumn> columns,
    List<RowRule> rules,
    @Nullable String where,
    @Nullable Deduplicate deduplicate)
    implements Serializable {
  public Conform {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
  }

  public TableSchema schema() {
    return new TableSchema(
        columns.stream()
            .map(c -> new Column(c.name(), c.type(), c.description(), c.personal()))
            .toList());
  }
}
