package io.lavra.table.measure;

import static io.lavra.table.duckdb.SqlText.identifier;

import io.lavra.table.duckdb.DuckDb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a measure gave.
 *
 * @param text the value
 * @param type what it is, in DuckDB's words
 */
public record Measurement(String text, String type) {
  /**
   * Takes measures of the relation {@code staged}, one statement for each scan.
   *
   * @return the values that are no NULL, by the measures' names
   */
  public static Map<String, Measurement> take(DuckDb duckDb, List<Measure> measures) {
    Map<String, Measurement> taken = new LinkedHashMap<>();
    measures.stream()
        .collect(Collectors.groupingBy(Measure::scan, LinkedHashMap::new, Collectors.toList()))
        .forEach((scan, together) -> taken.putAll(take(duckDb, scan, together)));
    return taken;
  }

  private static Map<String, Measurement> take(DuckDb duckDb, Scan scan, List<Measure> measures) {
    List<String> expressions = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      String name = identifier("m" + i);
      expressions.add(measures.get(i).sql() + " AS " + name);
      types.add("typeof(" + name + ")");
    }
    String sql =
        "SELECT *, %s FROM (%s)".formatted(String.join(", ", types), scan.select(expressions));
    List<@Nullable Object> row = duckDb.rows(sql).get(0);
    Map<String, Measurement> taken = new LinkedHashMap<>();
    for (int i = 0; i < measures.size(); i++) {
      Object value = row.get(i);
      if (value != null) {
        String type = String.valueOf(row.get(measures.size() + i));
        taken.put(measures.get(i).name(), new Measurement(String.valueOf(value), type));
      }
    }
    return taken;
  }
}
