package io.lavra.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.conscrypt.Conscrypt;

final class Sha256 {
  private static final int BUFFER = 1 << 18;

  private Sha256() {}

  /** The SHA-256 of a file's content, in lower-case hexadecimal. */
  static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream content = Files.newInputStream(file)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Conscrypt's, which is native: Java's own is slow until the optimising compiler has seen it. */
  private static MessageDigest digest() {
    try {
      return Conscrypt.isAvailable()
          ? MessageDigest.getInstance("SHA-256", Conscrypt.newProvider())
          : MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
