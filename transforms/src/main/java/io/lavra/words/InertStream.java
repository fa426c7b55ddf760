package io.lavra.words;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a process says, in UTF-8: whatever is written comes out as {@link Inert#text} shows it,
 * however it is cut into pieces. The last one to look, so that no message is forgotten.
 */
public final class InertStream extends PrintStream {
  private final PrintStream exact;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  /**
   * @param exact takes what is shown
   */
  public InertStream(PrintStream exact) {
    super(exact, true, StandardCharsets.UTF_8);
    this.exact = exact;
  }

  /** The stream below: for what programs read, and for what moves a terminal's cursor. */
  public static PrintStream exact(PrintStream stream) {
    return stream instanceof InertStream inert ? inert.exact : stream;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    begun.write(bytes, offset, length);
    byte[] all = begun.toByteArray();
    begun.reset();
    int whole = all.length - unfinished(all);
    begun.write(all, whole, all.length - whole);
    String shown = Inert.text(new String(all, 0, whole, StandardCharsets.UTF_8));
    exact.writeBytes(shown.getBytes(StandardCharsets.UTF_8));
    exact.flush();
  }

  /** Before it becomes bytes, which half a surrogate pair has none of. */
  @Override
  public void print(@Nullable String text) {
    super.print(Inert.text(String.valueOf(text)));
  }

  @Override
  public void flush() {
    exact.flush();
  }

  @Override
  public boolean checkError() {
    return exact.checkError();
  }

  @Override
  public void close() {
    flush();
  }

  /** How many bytes at the end begin a character whose others are still to come. */
  private static int unfinished(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if (b >= 0xc0) {
        int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return needed > back ? back : 0;
      }
      if (b < 0x80) {
        return 0;
      }
    }
    return 0;
  }
}
