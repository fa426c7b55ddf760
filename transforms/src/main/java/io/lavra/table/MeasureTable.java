package io.lavra.table;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures a table as it would be. Where files are only added and a measurement of those that are
 * there is known, the new files are measured alone and the two merged; all else reads the table.
 */
final class MeasureTable {
  private final TableChange change;
  private final EngineSettings settings;

  MeasureTable(TableChange change, EngineSettings settings) {
    this.change = change;
    this.settings = settings;
  }

  /** The values by the measures' names, without those that are SQL's NULL. */
  Map<String, String> measure(List<DataFile> files, List<String> removes) throws IOException {
    if (change.measures().isEmpty()) {
      return Map.of();
    }
    Shard after = change.after(files, removes);
    List<Location> folders = new ArrayList<>(InputViews.folders(change.others()));
    folders.add(after.folder());
    try (DuckDb duckDb = DuckDb.open(settings, settings.cores(), Folders.of(folders))) {
      InputViews.create(duckDb, change.others(), List.of());
      Map<String, String> merged = merged(duckDb, files, removes);
      List<Measure> open =
          change.measures().stream().filter(m -> !merged.containsKey(m.name())).toList();
      Map<String, String> read = open.isEmpty() ? Map.of() : read(duckDb, after, open);
      return inOrder(merged, read);
    }
  }

  private Map<String, String> merged(DuckDb duckDb, List<DataFile> files, List<String> removes)
      throws IOException {
    List<Measure> mergeable =
        removes.isEmpty() && change.kind() == TableChange.Kind.ADD
            ? change.measures().stream().filter(this::isKnown).toList()
            : List.of();
    Map<String, String> merged = new LinkedHashMap<>();
    if (!mergeable.isEmpty()) {
      duckDb.execute(
          "CREATE VIEW added AS " + Relation.select(change.base().withFiles(files), duckDb, false));
      Map<String, Aggregates.Value> added = Aggregates.of(duckDb, "added", mergeable);
      for (Measure measure : mergeable) {
        String known = change.known().getOrDefault(measure.name(), "");
        MergeValues.merge(duckDb, measure, known, Optional.ofNullable(added.get(measure.name())))
            .ifPresent(value -> merged.put(measure.name(), value));
      }
    }
    return merged;
  }

  private boolean isKnown(Measure measure) {
    return measure.merge() != Measure.Merge.NONE && change.known().containsKey(measure.name());
  }

  private static Map<String, String> read(DuckDb duckDb, Shard after, List<Measure> measures)
      throws IOException {
    duckDb.execute("CREATE VIEW staged AS " + Relation.select(after, duckDb, false));
    Map<String, String> values = new LinkedHashMap<>();
    List<Measure> together =
        measures.stream().filter(m -> m.kind() == Measure.Kind.AGGREGATE).toList();
    Aggregates.of(duckDb, "staged", together)
        .forEach((name, value) -> values.put(name, value.text()));
    for (Measure measure : measures) {
      if (measure.kind() == Measure.Kind.QUERY) {
        Optional.ofNullable(duckDb.text(measure.sql()))
            .ifPresent(value -> values.put(measure.name(), value));
      }
    }
    return values;
  }

  private Map<String, String> inOrder(Map<String, String> merged, Map<String, String> read) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Measure measure : change.measures()) {
      String value = merged.getOrDefault(measure.name(), read.get(measure.name()));
      if (value != null) {
        values.put(measure.name(), value);
      }
    }
    return values;
  }
}
