package io.lavra.lake.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Keys and certificates made for one test: each name has a store of its own in a folder. */
@NullUnmarked
record Keytool(Path folder, String secret) {
  Keytool(Path folder) {
    this(folder, UUID.randomUUID().toString());
  }

  char[] password() {
    return secret.toCharArray();
  }

  /** Makes keys and a certificate that nobody else has signed. */
  void keys(String name, String... extensions) throws Exception {
    pair(name, name, extensions);
  }

  /** Makes keys and a certificate signed by an authority made with {@code bc:c} before. */
  void signedBy(String authority, String name, String... extensions) throws Exception {
    pair(authority, name, extensions);
  }

  KeyStore store(String name) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file(name).toFile(), password());
  }

  /** The certificate as a PEM file, and nobody's beside it. */
  Path certificate(String name) throws IOException, GeneralSecurityException {
    Certificate own = store(name).getCertificate(name);
    return pem(folder.resolve(name + ".pem"), "CERTIFICATE", own.getEncoded());
  }

  Path certificate(String store, String name, Path file)
      throws IOException, GeneralSecurityException {
    return pem(file, "CERTIFICATE", entry(store, name).getCertificate().getEncoded());
  }

  Path privateKey(String store, String name, Path file)
      throws IOException, GeneralSecurityException {
    return pem(file, "PRIVATE KEY", entry(store, name).getPrivateKey().getEncoded());
  }

  private PrivateKeyEntry entry(String store, String name)
      throws IOException, GeneralSecurityException {
    return (PrivateKeyEntry) store(store).getEntry(name, new PasswordProtection(password()));
  }

  private Path file(String store) {
    return folder.resolve(store + ".p12");
  }

  private void pair(String store, String name, String... extensions) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", name, "-keyalg", "RSA", "-dname", "CN=" + name));
    command.addAll(List.of("-keystore", file(store).toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", secret));
    if (!store.equals(name)) {
      command.addAll(List.of("-signer", store));
    }
    for (String extension : extensions) {
      command.addAll(List.of("-ext", extension));
    }
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertEquals(0, keytool.waitFor(), said);
  }

  private static Path pem(Path file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(what, text));
  }
}
