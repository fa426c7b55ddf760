package io.lavra.lake.storage;

import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;

/** A random wait, so that writers who met once do not meet again. */
public final class Pause {
  private Pause() {}

  public static void upTo(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting to try again");
    }
  }
}
