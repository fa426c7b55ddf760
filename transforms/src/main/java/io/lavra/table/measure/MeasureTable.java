package io.lavra.table.measure;

import io.lavra.lake.DataFile;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.InputViews;
import io.lavra.table.duckdb.Relation;
import io.lavra.table.duckdb.SqlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures a table as it would be. Where files are only added and a measurement of those that are
 * there is known, the new files are measured alone and the two merged; all else reads the table.
 */
public final class MeasureTable {
  private final TableChange change;
  private final EngineSettings settings;

  public MeasureTable(TableChange change, EngineSettings settings) {
    this.change = change;
    this.settings = settings;
  }

  /** The values by the measures' names, without those that are SQL's NULL. */
  public Map<String, String> measure(List<DataFile> files, List<String> removes)
      throws IOException {
    if (change.measures().isEmpty()) {
      return Map.of();
    }
    Shard after = change.after(files, removes);
    List<Shard> read = new ArrayList<>(change.others().values());
    read.add(after);
    try (DuckDb duckDb = DuckDb.open(settings, settings.cores(), read)) {
      InputViews.create(duckDb, change.others(), List.of());
      Map<String, String> values = new HashMap<>(merged(duckDb, files, removes));
      List<Measure> open =
          change.measures().stream().filter(m -> !values.containsKey(m.name())).toList();
      take(duckDb, after, open).forEach((name, taken) -> values.put(name, taken.text()));
      return inOrder(values);
    }
  }

  private Map<String, String> merged(DuckDb duckDb, List<DataFile> files, List<String> removes)
      throws IOException {
    List<Measure> mergeable =
        removes.isEmpty() && change.kind() == TableChange.Kind.ADD
            ? change.measures().stream().filter(this::isKnown).toList()
            : List.of();
    Map<String, Measurement> added = take(duckDb, change.base().withFiles(files), mergeable);
    Map<String, String> merged = new HashMap<>();
    for (Measure measure : mergeable) {
      String known = change.known().getOrDefault(measure.name(), "");
      MergeValues.merge(duckDb, measure, known, Optional.ofNullable(added.get(measure.name())))
          .ifPresent(value -> merged.put(measure.name(), value));
    }
    return merged;
  }

  private boolean isKnown(Measure measure) {
    return measure.merge() != Measure.Merge.NONE && change.known().containsKey(measure.name());
  }

  /** Besides {@code staged}, rows are known by the table's own name: it may refer to itself. */
  private static Map<String, Measurement> take(DuckDb duckDb, Shard of, List<Measure> measures)
      throws IOException {
    if (measures.isEmpty()) {
      return Map.of();
    }
    duckDb.execute("CREATE OR REPLACE VIEW staged AS " + Relation.select(of, duckDb, false));
    if (!of.table().equals("staged")) {
      InputViews.createSchema(duckDb, of.table());
      duckDb.execute(
          "CREATE OR REPLACE VIEW %s AS SELECT * FROM staged"
              .formatted(SqlText.tableName(of.table())));
    }
    return Measurement.take(duckDb, measures);
  }

  private Map<String, String> inOrder(Map<String, String> values) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (Measure measure : change.measures()) {
      String value = values.get(measure.name());
      if (value != null) {
        ordered.put(measure.name(), value);
      }
    }
    return ordered;
  }
}
