package io.lavra.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lavra.http.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Events go to a real server, which may be rude. */
@SuppressWarnings("NullAway.Init")
class EventServerTest {
  private static final String KEY = String.join("-", "words", "of", "the", "wise");

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/api/v1/lineage", this::answer);
    server.createContext("/silent", exchange -> pause());
    server.createContext("/drip", this::drip);
    server.start();
    log.start();
    root().addAppender(log);
    root().setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    root().detachAppender(log);
    root().setLevel(Level.WARN);
    end.countDown();
    server.stop(0);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger("ROOT");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    int status = answers.isEmpty() ? 201 : answers.remove(0);
    if (status < 300) {
      taken.add(event);
    }
    byte[] echo = ("no, not with " + KEY).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, echo.length);
    exchange.getResponseBody().write(echo);
    exchange.close();
  }

  private void pause() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('.');
    exchange.getResponseBody().flush();
    pause();
  }

  private EventServer at(String path) {
    return at(path, Duration.ofSeconds(10));
  }

  private EventServer at(String path, Duration answer) {
    return new EventServer(
        "http://127.0.0.1:" + server.getAddress().getPort() + path,
        KEY,
        "",
        answer,
        Duration.ofSeconds(30));
  }

  private Optional<String> send(EventServer to, String... events) {
    for (String event : events) {
      to.send(event);
    }
    return to.finish();
  }

  @Test
  void eventsArriveInOrderWithTheKey() {
    assertEquals(Optional.empty(), send(at("/api/v1/lineage"), "{\"a\":\"ç\"}", "{}"));
    assertEquals(List.of("{\"a\":\"ç\"}", "{}"), taken);
    assertEquals(List.of("Bearer " + KEY, "Bearer " + KEY), keys);
  }

  @Test
  void aServerIsToldNothingUnlessItsAuthorityIsTrusted(@TempDir Path folder) throws Exception {
    Certificates certificates = new Certificates(folder);
    HttpsServer encrypted =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    encrypted.setHttpsConfigurator(new HttpsConfigurator(certificates.make("own")));
    encrypted.createContext("/api/v1/lineage", this::answer);
    encrypted.start();
    String url = "https://127.0.0.1:%s/api/v1/lineage".formatted(encrypted.getAddress().getPort());
    try {
      assertSays(
          "3 lineage events did not reach",
          "its certificate is not trusted, or not for its name. Name a PEM file with its authority as \"ca-file\" of lineage",
          new EventServer(url, KEY, ""));
      assertEquals(List.of(), keys);
      EventServer trusted = new EventServer(url, KEY, certificates.pem("own").toString());
      assertEquals(Optional.empty(), send(trusted, "{}"));
      assertEquals(List.of("Bearer " + KEY), keys);
    } finally {
      encrypted.stop(0);
    }
  }

  @Test
  void aServerThatStumblesIsAskedAgain() {
    answers.addAll(List.of(500, 503));
    assertEquals(Optional.empty(), send(at("/api/v1/lineage"), "1", "2"));
    assertEquals(List.of("1", "2"), taken);
  }

  @Test
  void whatIsGivenUpIsCounted() {
    answers.addAll(List.of(500, 500, 500, 500));
    assertSays("2 lineage events did not reach", "it answered 500", at("/api/v1/lineage"));
    assertEquals(List.of("3"), taken);
  }

  @Test
  void aRefusalIsNotRepeated() {
    answers.addAll(List.of(401, 422));
    assertSays("2 lineage events did not reach", "it answered 422", at("/api/v1/lineage"));
    assertEquals(3, keys.size());
    answers.add(403);
    assertSays(
        "1 lineage events did not reach", "it answered 403: check the key", at("/api/v1/lineage"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    answers.addAll(List.of(302, 302, 302));
    assertSays("3 lineage events did not reach", "it answered 302", at("/api/v1/lineage"));
  }

  @Test
  void silenceEnds() {
    assertSays(
        "3 lineage events did not reach",
        "did not answer within 300 ms",
        at("/silent", Duration.ofMillis(300)));
    assertSays(
        "3 lineage events did not reach",
        "did not answer within 300 ms",
        at("/drip", Duration.ofMillis(300)));
  }

  @Test
  void nobodyThere() throws IOException {
    EventServer to = at("/api/v1/lineage");
    server.stop(0);
    assertSays("3 lineage events did not reach http://127.0.0.1:", "nobody answers there", to);
  }

  private void assertSays(String start, String reason, EventServer to) {
    String said = send(to, "1", "2", "3").orElse("nothing");
    assertTrue(said.startsWith(start) && said.contains(reason), said);
    assertFalse(said.contains(KEY), said);
    assertTrue(log.list.stream().noneMatch(line -> line.toString().contains(KEY)));
  }
}
