package io.lavra.quality.suggest;

import io.lavra.lake.TableSchema;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Expectation;
import io.lavra.quality.Suite;
import io.lavra.table.DuckDb;
import io.lavra.table.Measure;
import io.lavra.table.Measure.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets the gate itself judge expectations over some rows. */
final class Trial {
  private final DuckDb duckDb;
  private final TableSchema schema;

  Trial(DuckDb duckDb, TableSchema schema) {
    this.duckDb = duckDb;
    this.schema = schema;
  }

  /** A result for each expectation, in their order. */
  List<CheckResult> judge(List<Expectation> expectations, String relation) {
    Suite suite = Suite.of(expectations, List.of());
    suite.checkColumns(schema);
    duckDb.execute("CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM " + relation);
    return suite.judge(measure(suite.measures())).checks();
  }

  private Map<String, String> measure(List<Measure> measures) {
    Map<String, String> values = new HashMap<>();
    List<Measure> together = measures.stream().filter(m -> m.kind() == Kind.AGGREGATE).toList();
    if (!together.isEmpty()) {
      String sql = together.stream().map(Measure::sql).collect(Collectors.joining(", "));
      List<@Nullable Object> row = duckDb.rows("SELECT " + sql + " FROM staged").get(0);
      for (int i = 0; i < together.size(); i++) {
        put(values, together.get(i), row.get(i));
      }
    }
    for (Measure measure : measures) {
      if (measure.kind() == Kind.QUERY) {
        put(values, measure, duckDb.text(measure.sql()));
      }
    }
    return values;
  }

  private static void put(Map<String, String> values, Measure measure, @Nullable Object value) {
    if (value != null) {
      values.put(measure.name(), String.valueOf(value));
    }
  }
}
