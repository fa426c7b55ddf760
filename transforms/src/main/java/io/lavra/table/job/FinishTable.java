package io.lavra.table.job;

import io.lavra.lake.DataFile;
import io.lavra.table.Counts;
import io.lavra.table.EngineSettings;
import io.lavra.table.Manifest;
import io.lavra.table.Staged;
import io.lavra.table.measure.MeasureTable;
import io.lavra.table.measure.TableChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        new MeasureTable(change, settings).measure(files, removes),
        null);
  }

  Manifest failed(String runId, String why) {
    return Manifest.failed(change.base().table(), runId, why);
  }
}
