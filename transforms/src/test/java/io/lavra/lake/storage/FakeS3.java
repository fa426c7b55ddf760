package io.lavra.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lavra.lake.Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
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

  /** How many reads break off in the middle. */
  volatile int cuts;

  private final HttpServer server;
  private final String endpoint;

  FakeS3() throws IOException {
    this("http", HttpServer.create(loopback(), 0));
  }

  private FakeS3(String scheme, HttpServer server) {
    this.server = server;
    endpoint = scheme + "://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", this::handle);
    server.start();
  }

  static FakeS3 encrypted(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new FakeS3("https", server);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  Storage storage() {
    return storage("");
  }

  Storage storage(String caFile) {
    new S3Connection(endpoint, "key", "secret", caFile).register(endpoint + caFile);
    return Storage.at(new Location("s3://bucket/table", endpoint + caFile));
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
      case "PUT" -> put(exchange, path, new String(body, UTF_8));
      case "DELETE" -> {
        objects.remove(path);
        exchange.sendResponseHeaders(204, -1);
      }
      default -> {
        if (objects.containsKey(path)) {
          get(exchange, objects.get(path));
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

  private void get(HttpExchange exchange, String content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
    String rest = content.substring(from);
    if (cuts == 0) {
      answer(exchange, range == null ? 200 : 206, rest);
      return;
    }
    cuts--;
    exchange.getResponseHeaders().add("ETag", "\"etag\"");
    exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length());
    exchange.getResponseBody().write(rest.substring(0, rest.length() / 2).getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.getResponseHeaders().add("ETag", "\"etag\"");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
