package io.lavra.lake;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Named steps at which a test kills this process for good, as {@code kill -9} does. Off unless the
 * system property {@code lavra.failpoint} names a step: {@code committed}, or {@code
 * file-written:3} for the third time it is reached.
 */
public final class Failpoint {
  private static final @Nullable String WANTED = System.getProperty("lavra.failpoint");
  private static final Map<String, Integer> REACHED = new ConcurrentHashMap<>();

  private Failpoint() {}

  /** Says that a step has been reached. */
  public static void reach(String step) {
    if (WANTED == null) {
      return;
    }
    int times = REACHED.merge(step, 1, Integer::sum);
    if (WANTED.equals(step) && times == 1 || WANTED.equals(step + ":" + times)) {
      kill();
    }
  }

  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(137);
    }
  }
}
