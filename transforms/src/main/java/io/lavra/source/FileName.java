package io.lavra.source;

import com.google.common.base.CharMatcher;
import io.lavra.lake.PathEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The name of a file as text. Names are bytes; Java writes those that it cannot read as something
 * else, and then cannot find the file by that.
 *
 * @param text the name; bytes that are no UTF-8 are written {@code \xE9}
 * @param bytes as the file system has them
 * @param isWritable whether the file can be found by the text
 */
record FileName(String text, byte[] bytes, boolean isWritable) {
  /** Of an entry of a folder that is an absolute path. */
  static FileName of(Path entry) {
    String text = String.valueOf(entry.getFileName());
    if (CharMatcher.ascii().matchesAllOf(text) || PathEncoding.isUtf8() && leadsBack(text, entry)) {
      return new FileName(text, text.getBytes(StandardCharsets.UTF_8), true);
    }
    byte[] bytes = bytes(entry);
    return new FileName(LandingText.readable(bytes, 0, bytes.length), bytes, false);
  }

  private static boolean leadsBack(String text, Path entry) {
    try {
      return entry.resolveSibling(text).equals(entry);
    } catch (InvalidPathException unspeakable) {
      return false;
    }
  }

  /** A URI has the bytes themselves. */
  private static byte[] bytes(Path entry) {
    String uri = CharMatcher.is('/').trimTrailingFrom(entry.toUri().getRawPath());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = uri.lastIndexOf('/') + 1; i < uri.length(); i++) {
      boolean escaped = uri.charAt(i) == '%';
      bytes.write(escaped ? Integer.parseInt(uri, i + 1, i + 3, 16) : uri.charAt(i));
      i += escaped ? 2 : 0;
    }
    return bytes.toByteArray();
  }
}
