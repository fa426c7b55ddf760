package io.lavra.table;

import static io.lavra.table.SqlText.identifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Aggregates of a relation, all in one scan. */
final class Aggregates {
  private Aggregates() {}

  /**
   * A value and what it is.
   *
   * @param type in DuckDB's words
   */
  record Value(String text, String type) {}

  /** The values that are no NULL, by the measures' names. */
  static Map<String, Value> of(DuckDb duckDb, String relation, List<Measure> measures) {
    if (measures.isEmpty()) {
      return Map.of();
    }
    List<String> expressions = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      String name = identifier("m" + i);
      expressions.add(measures.get(i).sql() + " AS " + name);
      types.add("typeof(" + name + ")");
    }
    List<@Nullable Object> row =
        duckDb
            .rows(
                "SELECT *, %s FROM (SELECT %s FROM %s)"
                    .formatted(String.join(", ", types), String.join(", ", expressions), relation))
            .get(0);
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < measures.size(); i++) {
      Object value = row.get(i);
      if (value != null) {
        String type = String.valueOf(row.get(measures.size() + i));
        values.put(measures.get(i).name(), new Value(String.valueOf(value), type));
      }
    }
    return values;
  }
}
