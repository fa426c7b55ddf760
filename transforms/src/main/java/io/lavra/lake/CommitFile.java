package io.lavra.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The actions of one commit, as its writer left them: any field may be missing. */
record CommitFile(long version, List<JsonNode> actions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a commit; empty where the log no longer holds it. */
  static Optional<CommitFile> read(Storage storage, long version) throws IOException {
    List<JsonNode> actions = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                storage.open(DeltaLogFolder.commit(version)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          actions.add(JSON.readTree(line));
        }
      }
    } catch (NoSuchFileException cleanedUp) {
      return Optional.empty();
    }
    return Optional.of(new CommitFile(version, actions));
  }

  Stream<JsonNode> all(String kind) {
    return actions.stream().filter(action -> action.has(kind)).map(action -> action.get(kind));
  }

  Optional<JsonNode> first(String kind) {
    return all(kind).findFirst();
  }

  Optional<String> provenance() {
    return first("commitInfo")
        .map(info -> info.path("userMetadata"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  String operation() {
    return first("commitInfo").map(info -> info.path("operation").asText()).orElse("");
  }

  /** The number an appender wrote with this commit. */
  OptionalLong number(String appender) {
    return all("txn")
        .filter(mark -> mark.path("appId").asText().equals(appender))
        .mapToLong(mark -> mark.path("version").asLong())
        .max();
  }
}
