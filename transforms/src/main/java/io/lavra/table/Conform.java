package io.lavra.table;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How rows become conformed: rename, trim, case, cast, rules, filter, deduplicate.
 *
 * @param columns the columns of the result, in order; others are left behind
 * @param rules what every conformed row must meet, else it is kept in quarantine
 * @param where SQL over the conformed columns; rows for which it is not true are filtered
 * @param deduplicate which row stands for its key, where there may be only one
 */
public record Conform(
    List<ConformColumn> columns,
    List<RowRule> rules,
    @Nullable String where,
    @Nullable Deduplicate deduplicate)
    implements Serializable {
  private static final Set<String> KEPT =
      Set.of(
          "_source",
          "_offset",
          "_arrived_at",
          "_bad",
          "_kept",
          "_reason",
          "_raw",
          "_rank",
          "_bucket",
          "_file");

  public Conform {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
    for (ConformColumn column : columns) {
      if (KEPT.contains(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "A conformed column cannot be called \"%s\": conforming uses that name. Choose another, such as \"%s\"."
                .formatted(column.name(), column.name().replaceFirst("^_+", "")));
      }
    }
  }

  public TableSchema schema() {
    return new TableSchema(
        columns.stream()
            .map(c -> new Column(c.name(), c.type(), c.description(), c.personal()))
            .toList());
  }
}
