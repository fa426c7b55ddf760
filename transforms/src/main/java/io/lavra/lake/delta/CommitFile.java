package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
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
    } catch (JsonProcessingException damaged) {
      String commit = DeltaLogFolder.commit(version);
      throw new DamagedLog("the commit %s is no JSON".formatted(commit));
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

  /** The files it adds or removes. */
  List<String> paths(Location root) {
    return Stream.concat(all("add"), all("remove"))
        .map(file -> DeltaPath.decode(file.path("path").asText(), root))
        .toList();
  }

  boolean adds(String path, Location root) {
    return all("add").anyMatch(f -> DeltaPath.decode(f.path("path").asText(), root).equals(path));
  }

  /** The application ids it has numbers for. */
  List<String> applications() {
    return all("txn").map(mark -> mark.path("appId").asText()).toList();
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
