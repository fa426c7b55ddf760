package io.lavra.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job did for one table, written beside the staged files: results never travel through the
 * runner.
 *
 * @param measured the gate's measures, as text; a missing name is SQL's null
 * @param failure why the table could not be built; then nothing is staged
 */
public record Manifest(
    String table,
    String runId,
    List<DataFile> files,
    List<String> removes,
    List<DataFile> rejects,
    Counts counts,
    Map<String, Long> ingested,
    Map<String, String> measured,
    @Nullable String failure) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The manifest of a table that could not be built. */
  public static Manifest failed(String table, String runId, String why) {
    return new Manifest(
        table, runId, List.of(), List.of(), List.of(), Counts.NONE, Map.of(), Map.of(), why);
  }

  /** The same results, as another run's. */
  public Manifest of(String otherRun) {
    return new Manifest(
        table, otherRun, files, removes, rejects, counts, ingested, measured, failure);
  }

  /** Where a run's manifest of a table lies, in the table's folder. */
  public static String path(String runId) {
    return "_lavra/" + runId + ".json";
  }

  /** Writes it; one that is there already stays. */
  public void write(Location folder, String path) throws IOException {
    try {
      Storage.at(folder).create(path, JSON.writeValueAsBytes(this));
    } catch (FileAlreadyExistsException e) {
      // A repeated bundle: the first manifest names files that are all there.
      return;
    }
  }

  /** Reads a run's manifest, where the job got as far as writing it. */
  public static Optional<Manifest> read(Location folder, String path) throws IOException {
    Storage storage = Storage.at(folder);
    if (storage.find(path).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = storage.open(path)) {
      return Optional.of(JSON.readValue(in, Manifest.class));
    }
  }
}
