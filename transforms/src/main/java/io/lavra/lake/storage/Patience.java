package io.lavra.lake.storage;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import dev.failsafe.function.CheckedSupplier;
import io.lavra.lake.io.S3Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often and for how long a server is asked again: by each request with growing, random pauses,
 * and by all threads of this JVM together with a rest after many failures in a row, so that a
 * server that comes back is not run over.
 */
public final class Patience {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final double JITTER = 0.5;

  /** A server that has never answered is more likely misnamed than down; waited for only once. */
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(20);

  private static final Duration IN_ALL = Duration.ofMinutes(3);
  private static final int FAILURES_IN_A_ROW = 10;
  private static final Duration REST = Duration.ofSeconds(2);
  private static final int SUCCESSES_AFTER_REST = 3;

  private static final int TOLD_AT = 6;
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  private final String server;
  private final CircuitBreaker<Object> breaker =
      CircuitBreaker.builder()
          .handleIf(Patience::isPassing)
          .withFailureThreshold(FAILURES_IN_A_ROW)
          .withDelay(REST)
          .withSuccessThreshold(SUCCESSES_AFTER_REST)
          .build();
  private final RetryPolicy<Object> untilKnown = retries(FIRST_CONTACT);
  private final RetryPolicy<Object> whenKnown = retries(IN_ALL);
  private volatile boolean answered;
  private volatile boolean givenUp;

  public Patience(String server) {
    this.server = server;
  }

  /** Asks once; not at all while the server is given a rest. */
  <T> T once(CheckedSupplier<T> request) throws IOException {
    return ask(request, List.of(breaker));
  }

  /** For requests that may be sent twice with the same effect. */
  public <T> T retrying(CheckedSupplier<T> request) throws IOException {
    if (answered) {
      return ask(request, List.of(whenKnown, breaker));
    }
    if (givenUp) {
      return ask(request, List.of());
    }
    try {
      return ask(request, List.of(untilKnown, breaker));
    } finally {
      givenUp = !answered;
    }
  }

  private <T> T ask(CheckedSupplier<T> request, List<Policy<Object>> policies) throws IOException {
    try {
      T answer = (policies.isEmpty() ? Failsafe.none() : Failsafe.with(policies)).get(request);
      answered = true;
      return answer;
    } catch (CircuitBreakerOpenException rest) {
      throw S3Failure.resting(server, rest);
    } catch (FailsafeException wrapped) {
      throw unwrapped(wrapped);
    }
  }

  private IOException unwrapped(FailsafeException wrapped) {
    if (wrapped.getCause() instanceof IOException failure) {
      answered |= !isPassing(failure);
      return failure;
    }
    if (wrapped.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new InterruptedIOException("Interrupted while waiting to try again");
    }
    throw wrapped;
  }

  private RetryPolicy<Object> retries(Duration inAll) {
    return RetryPolicy.builder()
        .handleIf(e -> isPassing(e) || e instanceof CircuitBreakerOpenException)
        .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
        .withJitter(JITTER)
        .withMaxRetries(-1)
        .withMaxDuration(inAll)
        .onRetry(again -> StorageRetries.add())
        .onRetryScheduled(retry -> tell(retry, inAll))
        .build();
  }

  /** Whoever waits is told once what for: some seconds after the first failure. */
  private void tell(ExecutionScheduledEvent<Object> retry, Duration inAll) {
    if (retry.getAttemptCount() == TOLD_AT) {
      Throwable failure = Objects.requireNonNull(retry.getLastException());
      String problem =
          isPassing(failure) ? failure.getMessage() : server + " is given a rest after failures";
      LOG.warn("{}. Asking again, for {} s in all", problem, inAll.toSeconds());
    }
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof S3Failure s3 && !s3.isRefusal();
  }
}
