package io.lavra.lineage;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a server, one after the other beside the run. An event that is not taken is sent
 * again twice; once one was given up, those after it get one try each.
 */
final class EventServer implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final URI url;
  private final String apiKey;
  private final Duration answer;
  private final Duration farewell;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lineage");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger open = new AtomicInteger();
  private volatile String problem = "";

  /** The server does not want an event, however often it is asked. */
  private static final class RefusedException extends IOException {
    RefusedException(String why) {
      super(why);
    }
  }

  EventServer(String url, String apiKey) {
    this(url, apiKey, Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  /**
   * A server.
   *
   * @param answer how long an answer may take
   * @param farewell how long the run's end may wait for events that are still to be sent
   */
  EventServer(String url, String apiKey, Duration answer, Duration farewell) {
    this.url = URI.create(url);
    this.apiKey = apiKey;
    this.answer = answer;
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
      Failsafe.with(again).run(() -> post(event));
      open.decrementAndGet();
    } catch (FailsafeException e) {
      problem = reason(e.getCause());
    } catch (RuntimeException e) {
      problem = e.getClass().getSimpleName();
    }
  }

  private void post(String event) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event));
    if (!apiKey.isEmpty()) {
      request.header("Authorization", "Bearer " + apiKey);
    }
    int status = status(request.build());
    if (status == 429 || status >= 500) {
      throw new IOException("it answered " + status);
    }
    if (status == 401 || status == 403) {
      throw new RefusedException("it answered %s: check the API key".formatted(status));
    }
    if (status >= 300) {
      throw new RefusedException("it answered " + status);
    }
  }

  /** The timeout is one for all: a server that drips its answer is cut off too. */
  private int status(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> response =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return response.get(answer.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new IOException("it did not answer within %s ms".formatted(answer.toMillis()), e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e.getCause());
    }
  }

  private static String reason(@Nullable Throwable problem) {
    if (problem == null) {
      return "it failed";
    }
    if (problem instanceof ConnectException) {
      return "nobody answers there";
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
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
