package io.lavra.table;

import io.lavra.lake.DataFile;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/**
 * What one piece of work left behind: files nobody reads yet.
 *
 * @param table the table they are for
 * @param files new data files, in the table's folder
 * @param removes paths of the table's files that the new ones stand for
 * @param rejects files of rows kept back, in the quarantine table's folder
 * @param ingested landing file to the number of its content (the ledger's entries)
 * @param failure why the work could not be done; then everything else is empty
 */
@DefaultCoder(SerializableCoder.class)
public record Staged(
    String table,
    List<DataFile> files,
    List<String> removes,
    List<DataFile> rejects,
    Counts counts,
    Map<String, Long> ingested,
    @org.jspecify.annotations.Nullable String failure)
    implements Serializable {
  public Staged {
    files = List.copyOf(files);
    removes = List.copyOf(removes);
    rejects = List.copyOf(rejects);
    ingested = Map.copyOf(ingested);
  }

  public static Staged of(
      String table, List<DataFile> files, List<DataFile> rejects, Counts counts) {
    return new Staged(table, files, List.of(), rejects, counts, Map.of(), null);
  }

  /** No rows read, none written. */
  public static Staged nothing(String table) {
    return of(table, List.of(), List.of(), Counts.NONE);
  }

  public static Staged failed(String table, String why) {
    return new Staged(table, List.of(), List.of(), List.of(), Counts.NONE, Map.of(), why);
  }

  public Optional<String> whyFailed() {
    return Optional.ofNullable(failure);
  }
}
