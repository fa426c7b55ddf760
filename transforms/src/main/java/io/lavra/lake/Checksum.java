package io.lavra.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells whether a file's content has changed, at the speed of reading it: every run looks at all
 * landing files, and a cryptographic hash of them took longer than parsing them. It does not
 * withstand forgery, and need not: who can forge a landing file can also leave it as it is.
 */
public final class Checksum {
  private static final int BUFFER = 1 << 18;

  private Checksum() {}

  /** Size, CRC-32C and CRC-32 of a file's content, in lower-case hexadecimal. */
  public static String of(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return of(content);
    }
  }

  /** The same of what a stream gives. */
  public static String of(InputStream content) throws IOException {
    CRC32C castagnoli = new CRC32C();
    CRC32 ethernet = new CRC32();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      castagnoli.update(buffer, 0, n);
      ethernet.update(buffer, 0, n);
      size += n;
    }
    return "%x-%08x%08x".formatted(size, castagnoli.getValue(), ethernet.getValue());
  }
}
