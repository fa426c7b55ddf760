package io.lavra.run.job;

import io.lavra.lake.io.PlacedOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;

/**
 * Shuts the ports that Flink cannot do without: TLS with an empty key store. A handshake needs a
 * key on this side and a trusted certificate on the other, so none can end well, whoever tries it.
 */
final class NobodysKeys implements AutoCloseable {
  /** Of a store that holds nothing. */
  private static final String PASSWORD = "nothing";

  private final Path store;

  private NobodysKeys(Path store) {
    this.store = store;
  }

  /** Writes the empty store; Flink reads it while it starts, after that it may be closed. */
  static NobodysKeys make() {
    try {
      NobodysKeys keys = new NobodysKeys(Files.createTempFile("lavra-flink", ".p12"));
      KeyStore nothing = KeyStore.getInstance("PKCS12");
      nothing.load(null, null);
      try (OutputStream out = PlacedOutput.open(keys.store)) {
        nothing.store(out, PASSWORD.toCharArray());
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PKCS12", e);
    }
  }

  /** For the blob server and between processes (internal), and for the REST server. */
  void shut(Configuration configuration) {
    String file = store.toString();
    configuration.set(SecurityOptions.SSL_INTERNAL_ENABLED, true);
    configuration.set(SecurityOptions.SSL_REST_ENABLED, true);
    configuration.set(SecurityOptions.SSL_REST_AUTHENTICATION_ENABLED, true);
    configuration.set(SecurityOptions.SSL_KEYSTORE, file);
    configuration.set(SecurityOptions.SSL_KEYSTORE_PASSWORD, PASSWORD);
    configuration.set(SecurityOptions.SSL_KEY_PASSWORD, PASSWORD);
    configuration.set(SecurityOptions.SSL_TRUSTSTORE, file);
    configuration.set(SecurityOptions.SSL_TRUSTSTORE_PASSWORD, PASSWORD);
    configuration.set(SecurityOptions.SSL_PROTOCOL, "TLSv1.3");
    configuration.set(SecurityOptions.SSL_ALGORITHMS, "TLS_AES_256_GCM_SHA384");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
