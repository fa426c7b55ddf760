package io.lavra.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.Authorities;
import io.lavra.project.AlertsOutput.Webhook;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts an alert as Slack's incoming webhooks take it. No exception shows the address. */
final class PostWebhook {
  private static final int SECONDS = 5;

  private final Webhook webhook;
  private final HttpClient http;

  PostWebhook(Webhook webhook) {
    this.webhook = webhook;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(SECONDS))
            .followRedirects(HttpClient.Redirect.NEVER);
    if (!webhook.caFile().isEmpty()) {
      builder.sslContext(Authorities.of(webhook.caFile()).context());
    }
    this.http = builder.build();
  }

  void send(Alert alert) throws IOException, InterruptedException {
    String body =
        new ObjectMapper()
            .writeValueAsString(Map.of("text", escaped(alert.text()), "mrkdwn", false));
    int status =
        status(
            HttpRequest.newBuilder(webhook.url())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (status == 429 || status >= 500) {
      throw new IOException("it answered " + status);
    }
    if (status >= 300) {
      String redirect = status < 400 ? ", and redirects are not followed" : "";
      throw new RefusedException("it answered " + status + redirect);
    }
  }

  /** What would open a link or call a whole channel. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The timeout holds for the whole answer: a server that drips is cut off too. */
  private int status(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS).statusCode();
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("it did not answer within %s seconds".formatted(SECONDS));
    } catch (ExecutionException e) {
      if (Authorities.distrust(e)) {
        throw RefusedException.distrusted("alerts");
      }
      Throwable cause = e.getCause();
      String why = cause == null ? "it failed" : cause.getClass().getSimpleName();
      throw new IOException(cause instanceof ConnectException ? "nobody answers there" : why);
    }
  }
}
