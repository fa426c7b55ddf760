package io.lavra.lake.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.LakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes whose answers are lost, and servers that do not keep what they promise. */
@NullUnmarked
class UnreliableS3Test {
  private static final String COMMIT = "/bucket/table/_delta_log/0.json";
  FakeS3 server;
  Storage storage;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
    storage = server.storage();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aWriteThatLandedInSpiteOfAnErrorIsOurs() throws IOException {
    server.failures = 1;
    server.storesBeforeFailing = true;
    create("ours");
    assertEquals(Map.of(COMMIT, "ours"), server.objects);
  }

  @Test
  void anErrorOverAnotherWritersFileIsALostRace() {
    server.objects.put(COMMIT, "another");
    server.failures = 1;
    server.storesBeforeFailing = true;
    assertThrows(FileAlreadyExistsException.class, () -> create("ours"));
    assertEquals(Map.of(COMMIT, "another"), server.objects);
  }

  @Test
  void aWriteThatDidNotLandIsAnErrorAndNotSentAgain() {
    server.failures = 1;
    assertThrows(IOException.class, () -> create("ours"));
    assertEquals(Map.of(), server.objects);
    assertEquals(0, server.failures);
  }

  @Test
  void aReadThatBreaksOffGoesOnWhereItWas() throws IOException {
    String content = "0123456789".repeat(1000);
    server.objects.put(COMMIT, content);
    server.cuts = 3;
    try (InputStream read = storage.open("_delta_log/0.json")) {
      assertEquals(content, new String(read.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(0, server.cuts);
  }

  @Test
  void aServerThatOverwritesIsRefused() {
    server.conditional = false;
    String message = assertThrows(LakeException.class, () -> create("ours")).getMessage();
    assertEquals(
        "ignores \"If-None-Match: *\" on bucket bucket: two writers could overwrite each other's commits. Nothing was written. Use MinIO of 2024-11 or later, or another server with conditional writes.",
        message.substring(message.indexOf("ignores")));
    assertEquals(Map.of(), server.objects);
  }

  private void create(String text) throws IOException {
    storage.create("_delta_log/0.json", text.getBytes(StandardCharsets.UTF_8));
  }
}
