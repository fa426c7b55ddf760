package io.lavra.lake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;

/** An S3 server that stores small objects and can be told to misbehave. */
@NullUnmarked
final class FakeS3 implements AutoCloseable {
  final Map<String, String> objects = new ConcurrentHashMap<>();

  /** Whether {@code If-None-Match: *} is heeded. */
  volatile boolean conditional = true;

  /** How many puts are answered with an error, although the object is stored where told so. */
  volatile int failures;

  volatile boolean storesBeforeFailing;

  private final HttpServer server;

  FakeS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  Storage storage() {
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    new S3Connection(endpoint, "key", "secret").register(endpoint);
    return Storage.at(new Location("s3://bucket/table", endpoint));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (String.valueOf(exchange.getRequestURI().getQuery()).startsWith("location")) {
      answer(exchange, 200, "<LocationConstraint>us-east-1</LocationConstraint>");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, path, new String(body, StandardCharsets.UTF_8));
      case "DELETE" -> {
        objects.remove(path);
        exchange.sendResponseHeaders(204, -1);
      }
      default -> {
        if (objects.containsKey(path)) {
          answer(exchange, 200, objects.get(path));
        } else {
          answer(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
        }
      }
    }
    exchange.close();
  }

  private void put(HttpExchange exchange, String path, String body) throws IOException {
    boolean isProbe = path.contains(".tmp-probe-");
    if (!isProbe && failures > 0) {
      failures--;
      if (storesBeforeFailing) {
        objects.putIfAbsent(path, body);
      }
      answer(exchange, 500, "<Error><Code>InternalError</Code><Message>oops</Message></Error>");
    } else if (conditional && objects.containsKey(path)) {
      answer(
          exchange, 412, "<Error><Code>PreconditionFailed</Code><Message>there</Message></Error>");
    } else {
      objects.put(path, body);
      answer(exchange, 200, "");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.getResponseHeaders().add("ETag", "\"etag\"");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
