package io.lavra.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullUnmarked;

/** Keys and certificates made for one test; each is its own authority. */
@NullUnmarked
public record Certificates(Path folder, String secret) {
  public Certificates(Path folder) {
    this(folder, UUID.randomUUID().toString());
  }

  /** For a server on this machine. */
  public SSLContext make(String name) throws Exception {
    return make(name, "ip:127.0.0.1");
  }

  /**
   * @param host whom it vouches for, as keytool takes a SubjectAlternativeName
   */
  public SSLContext make(String name, String host) throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + host,
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            secret);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertEquals(0, keytool.waitFor(), said);
    return context(KeyStore.getInstance(store.toFile(), secret.toCharArray()), name);
  }

  private SSLContext context(KeyStore keys, String name)
      throws IOException, GeneralSecurityException {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getCertificate("own").getEncoded());
    Files.writeString(
        pem(name),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(base64));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, secret.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** What a {@code ca-file} names, once it is made. */
  public Path pem(String name) {
    return folder.resolve(name + ".pem");
  }
}
