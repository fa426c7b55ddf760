package io.lavra.code;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs native code that calls itself once per nested bracket: a million of them overflow an
 * ordinary stack, which ends the whole process. The memory is only taken when it is reached.
 */
final class DeepStack {
  private static final long BYTES = 1L << 30;

  private DeepStack() {}

  static void run(Runnable work) {
    FutureTask<?> task = new FutureTask<>(work, null);
    Thread thread = new Thread(null, task, "lavra-parse", BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a source file was parsed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A source file could not be parsed", e.getCause());
    }
  }
}
