package io.lavra.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Location;
import io.lavra.lake.provision.S3Provision;
import io.lavra.lake.provision.S3Provision.Done;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real MinIO whose certificate a company's own authority has signed. {@code LAVRA_TEST_MINIO} is
 * the path of the server's binary.
 */
@NullUnmarked
@EnabledIfEnvironmentVariable(named = "LAVRA_TEST_MINIO", matches = "/.+")
class EncryptedMinioTest {
  private static final String BUCKET = "encrypted";

  private final String user = UUID.randomUUID().toString();
  private final String password = UUID.randomUUID().toString();
  @TempDir Path folder;
  private Keytool keytool;
  private Process server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    keytool = new Keytool(folder);
    keytool.keys("company", "bc:c");
    keytool.signedBy("company", "server", "san=ip:127.0.0.1");
    Path certificates = Files.createDirectory(folder.resolve("certificates"));
    keytool.certificate("company", "server", certificates.resolve("public.crt"));
    keytool.privateKey("company", "server", certificates.resolve("private.key"));
    port = freePort();
    ProcessBuilder minio =
        new ProcessBuilder(
            System.getenv("LAVRA_TEST_MINIO"),
            "server",
            "--quiet",
            "--certs-dir",
            certificates.toString(),
            "--address",
            "127.0.0.1:" + port,
            folder.resolve("data").toString());
    minio.environment().keySet().removeIf(name -> name.startsWith("MINIO_"));
    minio.environment().put("MINIO_ROOT_USER", user);
    minio.environment().put("MINIO_ROOT_PASSWORD", password);
    File log = folder.resolve("log").toFile();
    server = minio.redirectErrorStream(true).redirectOutput(log).start();
  }

  @AfterEach
  void stop() throws Exception {
    server.destroy();
    server.waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void theCompanysFileOpensItAndNothingElseDoes() throws Exception {
    String company = keytool.certificate("company").toString();
    S3Provision provision = S3Provision.by(connection(company));
    assertEquals(Done.MADE, provision.bucket(at(company)).done());
    assertEquals(Done.MADE, provision.readers("readers", List.of(at(company))).done());
    Storage storage = Storage.at(at(company));
    storage.create("log/0.json", "content".getBytes(UTF_8));
    try (InputStream content = storage.open("log/0.json")) {
      assertEquals("content", new String(content.readAllBytes(), UTF_8));
    }
    keytool.keys("another", "bc:c");
    for (String caFile : List.of("", keytool.certificate("another").toString())) {
      assertDistrusted(() -> Storage.at(at(caFile)).find("log/0.json"));
      assertDistrusted(() -> S3Provision.by(connection(caFile)).readers("readers", List.of()));
    }
  }

  private static void assertDistrusted(org.junit.jupiter.api.function.Executable use) {
    String message = String.valueOf(assertThrows(IOException.class, use).getMessage());
    assertTrue(
        message.endsWith(
            "its certificate is not trusted. Name a PEM file with its authority as \"ca-file\" of the target"),
        message);
  }

  private Location at(String caFile) {
    connection(caFile).register("encrypted " + caFile);
    return new Location("s3://" + BUCKET + "/table", "encrypted " + caFile);
  }

  private S3Connection connection(String caFile) {
    return new S3Connection("https://127.0.0.1:" + port, user, password, caFile);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
