package io.lavra.http;

import io.lavra.lake.Authorities;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON to a server. Redirects are not followed, and no exception shows the address, which may
 * hold a secret.
 */
public final class PostJson {
  private final URI url;
  private final Map<String, String> headers;
  private final Duration patience;
  private final String key;
  private final HttpClient http;

  /**
   * @param patience how long a connection and an answer, from its first byte to its last, may take
   * @param caFile a PEM file with authorities that are trusted; empty for those Java trusts
   * @param key of {@code lake.yaml}, under which the server is named
   */
  public PostJson(
      URI url, Map<String, String> headers, Duration patience, String caFile, String key) {
    this.url = url;
    this.headers = headers;
    this.patience = patience;
    this.key = key;
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER);
    if (!caFile.isEmpty()) {
      builder.sslContext(Authorities.of(caFile).context());
    }
    this.http = builder.build();
  }

  /**
   * Posts a document.
   *
   * @throws RefusedException if asking again is of no use
   * @throws IOException if the server may take it later
   */
  public void send(String json) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    int status = status(request.build());
    if (status == 429 || status >= 500) {
      throw new IOException("it answered " + status);
    }
    if (status >= 300) {
      throw new RefusedException("it answered " + status + remark(status));
    }
  }

  private static String remark(int status) {
    if (status < 400) {
      return ", and redirects are not followed";
    }
    return status == 401 || status == 403 ? ": check the key" : "";
  }

  /** The timeout holds for the whole answer: a server that drips is cut off too. */
  private int status(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("it did not answer within %s ms".formatted(patience.toMillis()));
    } catch (ExecutionException e) {
      if (Authorities.distrust(e)) {
        throw RefusedException.distrusted(key);
      }
      Throwable cause = e.getCause();
      String why = cause == null ? "it failed" : cause.getClass().getSimpleName();
      throw new IOException(cause instanceof ConnectException ? "nobody answers there" : why);
    }
  }
}
