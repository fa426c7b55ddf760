package io.lavra.code;

import io.lavra.words.ProcessorTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * Runs native code that calls itself once per nested bracket: a million of them overflow an
 * ordinary stack, which ends the whole process. The memory is only taken when it is reached.
 */
final class DeepStack {
  private static final long BYTES = 1L << 30;

  private DeepStack() {}

  /** Gives whether the work came to its end before it had more of the processor's time. */
  static boolean run(Runnable work, Duration longest) {
    FutureTask<?> task = new FutureTask<>(work, null);
    try {
      ProcessorTime.run(task, new Thread(null, task, "lavra-parse", BYTES), longest);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A source file could not be parsed", e.getCause());
    }
  }
}
