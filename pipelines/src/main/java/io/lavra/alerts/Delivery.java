package io.lavra.alerts;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedRunnable;
import io.lavra.http.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings a message to one server: again after a failure that may pass, with growing, random pauses,
 * and not at all for a minute after many failures in a row. The breaker is this JVM's: a new
 * process begins anew.
 */
final class Delivery {
  /** The longest that a server is asked again and again. */
  static final Duration IN_ALL = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
  private static final double JITTER = 0.3;
  private static final int RETRIES = 4;
  private static final int FAILURES_IN_A_ROW = 6;
  private static final Duration REST = Duration.ofMinutes(1);

  private static final Map<String, CircuitBreaker<Object>> BREAKERS = new ConcurrentHashMap<>();

  private final CircuitBreaker<Object> breaker;

  /**
   * @param server what tells it from others, without a secret
   */
  Delivery(String server) {
    this.breaker =
        BREAKERS.computeIfAbsent(
            server,
            any ->
                CircuitBreaker.builder()
                    .handle(IOException.class)
                    .withFailureThreshold(FAILURES_IN_A_ROW)
                    .withDelay(REST)
                    .build());
  }

  /** Why it did not arrive; empty where it did. */
  Optional<String> attempt(CheckedRunnable sending) {
    RetryPolicy<Object> again =
        RetryPolicy.builder()
            .handleIf(e -> e instanceof IOException && !(e instanceof RefusedException))
            .withMaxRetries(RETRIES)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withJitter(JITTER)
            .withMaxDuration(IN_ALL)
            .build();
    try {
      Failsafe.with(again, breaker).run(sending);
      return Optional.empty();
    } catch (CircuitBreakerOpenException resting) {
      return Optional.of("it failed too often and is left alone for a minute");
    } catch (FailsafeException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      return Optional.of(
          cause instanceof IOException
              ? String.valueOf(cause.getMessage())
              : cause.getClass().getSimpleName());
    } catch (RuntimeException e) {
      return Optional.of(e.getClass().getSimpleName());
    }
  }
}
