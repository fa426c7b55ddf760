package io.lavra.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The events in a file. */
record Events(List<JsonNode> all) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Events in(Path file) {
    try {
      List<JsonNode> events = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        events.add(JSON.readTree(line));
      }
      return new Events(events);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What happened to which job, in order: {@code COMPLETE shop.gold.pages}. */
  List<String> titles() {
    return all.stream()
        .map(event -> event.path("eventType").asText() + " " + event.at("/job/name").asText())
        .toList();
  }

  JsonNode titled(String title) {
    return all.get(titles().indexOf(title));
  }
}
