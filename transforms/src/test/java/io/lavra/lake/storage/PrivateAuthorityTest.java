package io.lavra.lake.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.LakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate no public authority has signed. */
@NullUnmarked
class PrivateAuthorityTest {
  @TempDir Path folder;
  Keytool keytool;
  FakeS3 server;

  @BeforeEach
  void start() throws Exception {
    keytool = new Keytool(folder);
    server = FakeS3.encrypted(context("server", "ip:127.0.0.1"));
    server.objects.put("/bucket/table/a", "content");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itsFileMakesItTrusted() throws Exception {
    Storage storage = server.storage(keytool.certificate("server").toString());
    try (InputStream content = storage.open("a")) {
      assertEquals("content", new String(content.readAllBytes()));
    }
  }

  @Test
  void withoutItOrWithAnothersItIsRefusedAtOnce() throws Exception {
    keytool.keys("another", "san=ip:127.0.0.1");
    for (String caFile : List.of("", keytool.certificate("another").toString())) {
      IOException refused = assertThrows(IOException.class, () -> server.storage(caFile).find("a"));
      assertTrue(
          refused
              .getMessage()
              .endsWith(
                  "its certificate is not trusted. Name a PEM file with its authority as \"ca-file\" of the target"),
          refused::getMessage);
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    stop();
    server = FakeS3.encrypted(context("elsewhere", "dns:elsewhere.example"));
    Storage storage = server.storage(keytool.certificate("elsewhere").toString());
    assertThrows(IOException.class, () -> storage.find("a"));
    assertEquals(Optional.empty(), Optional.ofNullable(server.objects.get("/bucket/table/a")));
  }

  @Test
  void aFileThatHoldsNoCertificateIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "hello\n");
    String message =
        assertThrows(LakeException.class, () -> server.storage(file.toString())).getMessage();
    assertTrue(message.startsWith("The file " + file + " cannot be read as certificates"), message);
  }

  private SSLContext context(String name, String host) throws Exception {
    keytool.keys(name, "san=" + host);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keytool.store(name), keytool.password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
