package io.lavra.lineage;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.lavra.http.PostJson;
import io.lavra.http.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts events to a server, one after the other beside the run. An event that is not taken is sent
 * again twice; once one was given up, those after it get one try each.
 */
final class EventServer implements Transport {
  private final String url;
  private final PostJson post;
  private final Duration farewell;
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lineage");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger open = new AtomicInteger();
  private volatile String problem = "";

  EventServer(String url, String apiKey, String caFile) {
    this(url, apiKey, caFile, Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  /**
   * A server.
   *
   * @param answer how long an answer may take
   * @param farewell how long the run's end may wait for events that are still to be sent
   */
  EventServer(String url, String apiKey, String caFile, Duration answer, Duration farewell) {
    this.url = url;
    Map<String, String> headers =
        apiKey.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + apiKey);
    this.post = new PostJson(URI.create(url), headers, answer, caFile, "lineage");
    this.farewell = farewell;
  }

  @Override
  public void send(String event) {
    open.incrementAndGet();
    queue.execute(() -> deliver(event));
  }

  private void deliver(String event) {
    RetryPolicy<Object> again =
        RetryPolicy.builder()
            .handleIf(e -> e instanceof IOException && !(e instanceof RefusedException))
            .withMaxRetries(problem.isEmpty() ? 2 : 0)
            .withBackoff(200, 1000, ChronoUnit.MILLIS)
            .build();
    try {
      Failsafe.with(again).run(() -> post.send(event));
      open.decrementAndGet();
    } catch (FailsafeException e) {
      Throwable cause = e.getCause();
      problem = cause == null ? "it failed" : String.valueOf(cause.getMessage());
    } catch (RuntimeException e) {
      problem = e.getClass().getSimpleName();
    }
  }

  @Override
  public Optional<String> finish() {
    queue.shutdown();
    try {
      if (!queue.awaitTermination(farewell.toMillis(), TimeUnit.MILLISECONDS)) {
        queue.shutdownNow();
      }
    } catch (InterruptedException e) {
      queue.shutdownNow();
      Thread.currentThread().interrupt();
    }
    return open.get() == 0
        ? Optional.empty()
        : Optional.of(
            "%s lineage events did not reach %s: %s. The tables are not affected. Check the server and lineage in lake.yaml, or set OPENLINEAGE_DISABLED=true; lineage.file keeps events on this machine."
                .formatted(
                    open.get(), url, problem.isEmpty() ? "there was not enough time" : problem));
  }
}
