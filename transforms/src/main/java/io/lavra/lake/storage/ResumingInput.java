package io.lavra.lake.storage;

import java.io.IOException;
import java.io.InputStream;

/** An object's content that is asked for again, from where it broke off, when a connection ends. */
final class ResumingInput extends InputStream {
  private static final int BREAKS_WITHOUT_A_BYTE = 5;

  /** Gives the content from an offset on, as long as the object is the same. */
  interface Source {
    InputStream from(long offset) throws IOException;
  }

  private final Source source;
  private InputStream content;
  private long position;
  private int breaks;

  ResumingInput(InputStream whole, Source source) {
    this.content = whole;
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int count = content.read(buffer, offset, length);
        position += Math.max(0, count);
        breaks = 0;
        return count;
      } catch (IOException broken) {
        if (++breaks > BREAKS_WITHOUT_A_BYTE) {
          throw broken;
        }
      }
      content.close();
      content = source.from(position);
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
