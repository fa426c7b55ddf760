package io.lavra.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A landing file's bytes. They are never said to be unavailable before they end: the JDK's gzip
 * reader would take that for the end, after the first of several parts of a file.
 */
final class LandingBytes extends BufferedInputStream {
  LandingBytes(InputStream in) {
    super(in, 1 << 16);
  }

  @Override
  public synchronized int available() throws IOException {
    mark(1);
    int next = read();
    reset();
    return next < 0 ? 0 : 1;
  }
}
