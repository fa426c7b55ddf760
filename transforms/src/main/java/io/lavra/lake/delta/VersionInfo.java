package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a table's history.
 *
 * @param operation Delta's name of the change; empty where its writer left none
 * @param provenance what {@link Commit#provenance} kept
 * @param rowsAdded rows of the files added, as far as their writer counted them
 */
public record VersionInfo(
    long version,
    Instant timestamp,
    String operation,
    Optional<String> provenance,
    long filesAdded,
    long filesRemoved,
    long rowsAdded) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static VersionInfo of(CommitFile commit, Instant written) {
    return new VersionInfo(
        commit.version(),
        written,
        commit.operation(),
        commit.provenance(),
        commit.all("add").count(),
        commit.all("remove").count(),
        commit.all("add").mapToLong(VersionInfo::rows).sum());
  }

  /** A version whose commit cannot be read; later ones can, with a checkpoint. */
  static VersionInfo damaged(long version, Instant written) {
    return new VersionInfo(version, written, "damaged", Optional.empty(), 0, 0, 0);
  }

  private static long rows(JsonNode add) {
    try {
      return JSON.readTree(add.path("stats").asText("{}")).path("numRecords").asLong();
    } catch (JsonProcessingException otherWriters) {
      return 0;
    }
  }
}
