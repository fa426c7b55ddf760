package io.lavra.lake.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * A connection to a server by way of the Toxiproxy that {@code LAVRA_TEST_TOXIPROXY} names: as bad
 * as it is told to be.
 */
@NullUnmarked
public final class Toxiproxy implements AutoCloseable {
  public static final String VARIABLE = "LAVRA_TEST_TOXIPROXY";

  private final URI proxy;
  public final int port;

  public Toxiproxy(String server) throws IOException, InterruptedException {
    URI proxies = URI.create(System.getenv(VARIABLE) + "/proxies");
    String name = "lavra-" + UUID.randomUUID();
    String made =
        send(
            "POST",
            proxies,
            "{'name': '%s', 'listen': '127.0.0.1:0', 'upstream': '%s', 'enabled': true}"
                .formatted(name, server));
    proxy = URI.create(proxies + "/" + name);
    port = Integer.parseInt(made.replaceAll("(?s).*\"listen\":\"[^\"]*:(\\d+)\".*", "$1"));
  }

  /**
   * @param toxicity the part of the connections that suffer
   * @param attributes as Toxiproxy documents them for the type
   */
  public void add(String type, String stream, double toxicity, String attributes)
      throws IOException, InterruptedException {
    send(
        "POST",
        URI.create(proxy + "/toxics"),
        "{'name': '%s-%s', 'type': '%1$s', 'stream': '%2$s', 'toxicity': %s, 'attributes': {%s}}"
            .formatted(type, stream, toxicity, attributes));
  }

  public void remove(String type, String stream) throws IOException, InterruptedException {
    send("DELETE", URI.create(proxy + "/toxics/" + type + "-" + stream), "");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    send("DELETE", proxy, "");
  }

  /** Over a connection of its own each time: Toxiproxy ends those that were idle for a minute. */
  private static String send(String method, URI uri, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + uri + ": " + answer.body());
    }
    return answer.body();
  }
}
