package io.lavra.lake.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The contract against a real server, and what only servers do. */
@NullUnmarked
abstract class RemoteStorageContract extends StorageContract {
  @Test
  void aFileOfSeveralPartsComesBackAsItWas() throws IOException {
    byte[] content = new byte[140 << 20];
    new Random(7).nextBytes(content);
    int checksum = Arrays.hashCode(content);
    storage.put("big", Files.write(scratch.resolve("big"), content));
    assertEquals(content.length, storage.find("big").orElseThrow().bytes());
    Path back = storage.fetch("big", scratch);
    assertEquals(checksum, Arrays.hashCode(Files.readAllBytes(back)));
    try (InputStream streamed = storage.open("big")) {
      assertEquals(checksum, Arrays.hashCode(streamed.readAllBytes()));
    }
  }
}
