package io.lavra.quality.suggest;

import io.lavra.lake.TableSchema;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Suite;
import io.lavra.quality.expectation.Expectation;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Measurement.take(duckDb, measures).forEach((name, taken) -> values.put(name, taken.text()));
    return values;
  }
}
