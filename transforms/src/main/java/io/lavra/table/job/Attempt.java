package io.lavra.table.job;

import io.lavra.lake.io.IoFailure;
import io.lavra.table.FailureReason;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does pieces of work, which must be fit to be begun anew. A failure of input and output that may
 * pass is tried again, unless the last such piece on this worker was tried to the end in vain: what
 * is down need not be waited for by every piece.
 */
final class Attempt {
  private static final int TRIES = 3;
  private static final AtomicBoolean IN_VAIN = new AtomicBoolean();
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private Attempt() {}

  /** A piece of a table's work; what cannot be done becomes the table's reason. */
  static <T> T orReason(String table, Callable<T> work, Function<String, T> failed) {
    try {
      return patiently(work);
    } catch (Exception e) {
      if (FailureReason.isDefect(e)) {
        LOG.error("{} failed by a defect of Lavra", table, e);
      } else {
        LOG.debug("{} failed", table, e);
      }
      return failed.apply(FailureReason.of(e));
    }
  }

  /** A piece of work that may fail. */
  static <T> T patiently(Callable<T> work) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        T done = work.call();
        IN_VAIN.set(false);
        return done;
      } catch (Exception e) {
        boolean mayPass = IoFailure.mayPass(e);
        if (!mayPass || attempt == TRIES || IN_VAIN.get()) {
          IN_VAIN.compareAndSet(false, mayPass);
          throw e;
        }
        LOG.warn("Trying again: {}", FailureReason.of(e));
      }
    }
  }
}
