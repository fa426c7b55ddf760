package io.lavra.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @Test
  void aTornLineSpoilsNoOther(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(file, "{\"whole\":1}\n{\"to");
    EventFile events = new EventFile(file);
    events.send("{}");
    events.send("{}");
    assertEquals(Optional.empty(), events.finish());
    assertEquals(List.of("{\"whole\":1}", "{\"to", "{}", "{}"), Files.readAllLines(file));
  }

  @Test
  void writersDoNotTearEachOthersLines(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new/events.jsonl");
    String event = "x".repeat(20_000);
    new EventFile(file).send(event);
    IntStream.range(0, 200).parallel().forEach(i -> new EventFile(file).send(event));
    assertEquals(201, Files.readAllLines(file).size());
    assertEquals(List.of(event), Files.readAllLines(file).stream().distinct().toList());
  }
}
