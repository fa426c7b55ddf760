package io.lavra.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** A real web server on this machine that keeps what is posted. */
final class Channel implements AutoCloseable {
  private static final String PATH = "/services/T0/B0/" + "hush" + "hush";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final String scheme;
  private final HttpServer server;

  private Channel(String scheme, HttpServer server) {
    this.scheme = scheme;
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  static Channel inClear() throws IOException {
    return new Channel("http", HttpServer.create(anyPort(), 0));
  }

  static Channel tls(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Channel("https", server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    Integer status = answers.poll();
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    exchange.close();
  }

  /** What it answers next, before it takes everything again. */
  void answersFirst(List<Integer> statuses) {
    answers.addAll(statuses);
  }

  /** Whoever knows it may post. */
  String url() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** How often it was asked. */
  int asked() {
    return requests.size();
  }

  /** The body of a request to the address. */
  String post(int number) {
    String request = requests.get(number);
    String start = "POST " + PATH + " ";
    if (!request.startsWith(start)) {
      throw new AssertionError(request);
    }
    return request.substring(start.length());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
