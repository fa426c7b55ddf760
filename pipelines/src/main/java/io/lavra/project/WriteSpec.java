package io.lavra.project;

import java.util.List;

/**
 * How a table is written.
 *
 * @param key what {@link Mode#MERGE} matches rows by; empty for other modes
 * @param partitionBy columns with a folder per value; never empty for {@link
 *     Mode#OVERWRITE_PARTITIONS}
 * @param clusterBy columns by which rows are sorted in files
 */
public record WriteSpec(
    Mode mode, List<String> key, List<String> partitionBy, List<String> clusterBy) {
  public WriteSpec {
    key = List.copyOf(key);
    partitionBy = List.copyOf(partitionBy);
    clusterBy = List.copyOf(clusterBy);
  }
}
