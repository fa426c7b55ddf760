package io.lavra.project;

import io.lavra.words.Place;
import java.util.List;
import java.util.Optional;

/**
 * How a table is written.
 *
 * @param key what {@link Mode#MERGE} matches rows by; empty for other modes
 * @param partitionBy columns with a folder per value; never empty for {@link
 *     Mode#OVERWRITE_PARTITIONS}
 * @param clusterBy columns by which rows are sorted in files
 * @param partitioned where {@code partition-by} is written, if it is
 */
public record WriteSpec(
    Mode mode,
    List<String> key,
    List<String> partitionBy,
    List<String> clusterBy,
    Optional<Place> partitioned) {
  public WriteSpec {
    key = List.copyOf(key);
    partitionBy = List.copyOf(partitionBy);
    clusterBy = List.copyOf(clusterBy);
  }

  /** A table without partitions. */
  public WriteSpec(Mode mode, List<String> key, List<String> partitionBy, List<String> clusterBy) {
    this(mode, key, partitionBy, clusterBy, Optional.empty());
  }
}
