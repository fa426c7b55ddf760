package io.lavra.lake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a table asks of those who read and write it.
 *
 * @param features by Delta's names; where the table names none, those its versions imply
 */
record Protocol(int reader, int writer, Set<String> features) {
  static final int READER = 1;
  static final int WRITER = 2;

  private static final List<Set<String>> IMPLIED_BY_WRITER =
      List.of(
          Set.of("checkConstraints"),
          Set.of("changeDataFeed", "generatedColumns"),
          Set.of("columnMapping"),
          Set.of("identityColumns"));

  boolean isTooNewToRead() {
    return reader > READER;
  }

  /** The newest protocol the log's commits tell; empty where only a checkpoint has it. */
  static Optional<Protocol> of(Storage storage) throws IOException {
    DeltaLogFolder folder = DeltaLogFolder.of(storage);
    for (long version = folder.latest(); version >= folder.earliest(); version--) {
      Optional<JsonNode> found =
          CommitFile.read(storage, version).flatMap(commit -> commit.first("protocol"));
      if (found.isPresent()) {
        return found.map(Protocol::of);
      }
    }
    return Optional.empty();
  }

  private static Protocol of(JsonNode protocol) {
    int reader = protocol.path("minReaderVersion").asInt();
    int writer = protocol.path("minWriterVersion").asInt();
    Set<String> features = new TreeSet<>();
    protocol.path("readerFeatures").forEach(feature -> features.add(feature.asText()));
    protocol.path("writerFeatures").forEach(feature -> features.add(feature.asText()));
    if (features.isEmpty() && writer > WRITER && writer <= WRITER + IMPLIED_BY_WRITER.size()) {
      IMPLIED_BY_WRITER.subList(0, writer - WRITER).forEach(features::addAll);
    }
    return new Protocol(reader, writer, features);
  }
}
