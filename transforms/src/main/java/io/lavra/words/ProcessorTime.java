package io.lavra.words;

import com.google.common.util.concurrent.Uninterruptibles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * The processor's time that a thread has had: what limits of work count, so that a busy machine
 * does not move them. Where Java does not know it, the clock stands for it.
 */
public final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration GLANCE = Duration.ofMillis(500);

  private ProcessorTime() {}

  /** That of this thread in nanoseconds, from any point on. */
  public static long now() {
    long time = THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    return time >= 0 ? time : System.nanoTime();
  }

  /**
   * Runs work that nothing can stop in a thread of its own. If it takes longer, it is left to
   * itself: it goes on until it ends, or the process does.
   *
   * @param thread that runs the work and is not started yet
   * @throws TimeoutException if the thread has had more than {@code longest} of the processor
   */
  public static void run(FutureTask<?> work, Thread thread, Duration longest)
      throws ExecutionException, TimeoutException {
    long begin = System.nanoTime();
    thread.setDaemon(true);
    thread.start();
    while (true) {
      try {
        Uninterruptibles.getUninterruptibly(work, GLANCE);
        return;
      } catch (TimeoutException e) {
        if (of(thread, begin) > longest.toNanos()) {
          throw e;
        }
      }
    }
  }

  /** That of another thread since its start; 0 if it has ended. */
  private static long of(Thread thread, long begin) {
    if (!thread.isAlive()) {
      return 0;
    }
    long time = THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
    return time >= 0 ? time : System.nanoTime() - begin;
  }
}
