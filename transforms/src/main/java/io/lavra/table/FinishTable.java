package io.lavra.table;

import static io.lavra.table.SqlText.identifier;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what all pieces of work did for a table, and measures the table as it would be.
 */
final class FinishTable {
  private final TableChange change;
  private final EngineSettings settings;

  FinishTable(TableChange change, EngineSettings settings) {
    this.change = change;
    this.settings = settings;
  }

  Manifest finish(String runId, Iterable<Staged> pieces) throws IOException {
    List<DataFile> files = new ArrayList<>();
    List<String> merged = new ArrayList<>();
    List<DataFile> rejects = new ArrayList<>();
    Map<String, Long> ingested = new TreeMap<>();
    Counts counts = Counts.NONE;
    for (Staged piece : pieces) {
      if (piece.failure() != null) {
        return failed(runId, piece.failure());
      }
      files.addAll(piece.files());
      merged.addAll(piece.removes());
      rejects.addAll(piece.rejects());
      ingested.putAll(piece.ingested());
      counts = counts.plus(piece.counts());
    }
    List<String> removes = change.removes(files, merged);
    return new Manifest(
        change.base().table(),
        runId,
        files,
        removes,
        rejects,
        counts,
        ingested,
        measure(change.after(files, removes)),
        null);
  }

  Manifest failed(String runId, String why) {
    return Manifest.failed(change.base().table(), runId, why);
  }

  private Map<String, String> measure(Shard after) throws IOException {
    if (change.measures().isEmpty()) {
      return Map.of();
    }
    List<Location> folders = new ArrayList<>(InputViews.folders(change.others()));
    folders.add(after.folder());
    try (DuckDb duckDb = DuckDb.open(settings, settings.cores(), Folders.of(folders))) {
      duckDb.execute("CREATE VIEW staged AS " + Relation.select(after, duckDb, false));
      InputViews.create(duckDb, change.others(), List.of());
      Map<String, String> measured = new LinkedHashMap<>();
      measureTogether(duckDb, measured);
      for (Measure measure : change.measures()) {
        if (measure.kind() == Measure.Kind.QUERY) {
          put(measured, measure.name(), duckDb.text(measure.sql()));
        }
      }
      return measured;
    }
  }

  private void measureTogether(DuckDb duckDb, Map<String, String> measured) {
    List<Measure> together =
        change.measures().stream().filter(m -> m.kind() == Measure.Kind.AGGREGATE).toList();
    if (together.isEmpty()) {
      return;
    }
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < together.size(); i++) {
      expressions.add(together.get(i).sql() + " AS " + identifier("m" + i));
    }
    List<@Nullable Object> values =
        duckDb.rows("SELECT " + String.join(", ", expressions) + " FROM staged").get(0);
    for (int i = 0; i < together.size(); i++) {
      Object value = values.get(i);
      put(measured, together.get(i).name(), value == null ? null : String.valueOf(value));
    }
  }

  private static void put(Map<String, String> measured, String name, @Nullable String value) {
    if (value != null) {
      measured.put(name, value);
    }
  }
}
