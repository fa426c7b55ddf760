package io.lavra.cli;

import io.lavra.words.Inert;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers what it could not write: a {@link java.io.PrintStream} goes on as
 * if nothing were, and a script would take half a result for all of it.
 */
final class StandardOutput extends FilterOutputStream {
  private volatile @Nullable IOException failure;

  StandardOutput() {
    super(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Whether something is missing that somebody waits for; who closes a pipe has seen enough. */
  boolean hasFailed() {
    IOException e = failure;
    return e != null && !String.valueOf(e.getMessage()).contains("Broken pipe");
  }

  /** Says so, and gives the exit code in the place of another. */
  int told(int code) {
    System.err.printf(
        "Standard output could not be written: %s. What stands there is not whole. Send it to where there is room, and say it again.%n",
        Inert.line(String.valueOf(failure == null ? "" : failure.getMessage())));
    return code == ExitCodes.OK ? ExitCodes.FAILED : code;
  }
}
