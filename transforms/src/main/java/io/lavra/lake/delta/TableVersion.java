package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as one of its versions shows it.
 *
 * @param id the table's own, from Delta's metadata: a table made anew in the same place has another
 * @param files the version's data files, sorted by path
 * @param marks the last number of each application id: appenders and the ledger of ingested files
 * @param provenance the JSON object of the commit that made this version, empty where another tool
 *     wrote it
 */
public record TableVersion(
    Location location,
    String id,
    long version,
    long timestampMillis,
    TableSchema schema,
    List<String> partitionBy,
    List<DataFile> files,
    Map<String, Long> marks,
    Optional<String> provenance) {
  public TableVersion {
    partitionBy = List.copyOf(partitionBy);
    files = List.copyOf(files);
    marks = Map.copyOf(marks);
  }

  public long rows() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  public long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
