package io.lavra.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
  private final String password = UUID.randomUUID().toString();
  @TempDir Path folder;
  FakeS3 server;

  @BeforeEach
  void start() throws Exception {
    server = FakeS3.encrypted(context(keys("server", "ip:127.0.0.1")));
    server.objects.put("/bucket/table/a", "content");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itsFileMakesItTrusted() throws Exception {
    Storage storage = server.storage(certificate("server").toString());
    try (InputStream content = storage.open("a")) {
      assertEquals("content", new String(content.readAllBytes()));
    }
  }

  @Test
  void withoutItOrWithAnothersItIsRefusedAtOnce() throws Exception {
    keys("another", "ip:127.0.0.1");
    for (String caFile : List.of("", certificate("another").toString())) {
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
    server = FakeS3.encrypted(context(keys("elsewhere", "dns:elsewhere.example")));
    Storage storage = server.storage(certificate("elsewhere").toString());
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

  private Path keys(String name, String host) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "RSA",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + host,
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        password);
    return store;
  }

  private Path certificate(String name) throws Exception {
    Path file = folder.resolve(name + ".pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        file.toString(),
        "-keystore",
        folder.resolve(name + ".p12").toString(),
        "-storepass",
        password);
    return file;
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertEquals(0, keytool.waitFor(), said);
  }

  private SSLContext context(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
