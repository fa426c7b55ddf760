package io.lavra.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lavra.project.outgoing.MetricsOutput.Gateway;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a gateway; infra/grafana sends to a real one. */
class PushSamplesTest {
  private static final Group SHOP = Group.of("shop", "minio");
  private static final List<Sample> SAMPLES =
      List.of(
          Sample.of(Family.RUN_DURATION, SHOP, 1.5),
          Sample.of(Family.TABLE_ROWS, SHOP.with("gold.sales"), 7));

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server = unstarted();
  private int status = 200;
  private String answer = "";

  private static HttpServer unstarted() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String user = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    requests.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            user,
            body.lines().filter(line -> !line.startsWith("#")).toList().toString()));
    byte[] told = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, told.length == 0 ? -1 : told.length);
    exchange.getResponseBody().write(told);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void eachTableIsAGroupOfItsOwn() throws IOException {
    new PushSamples(new Gateway(url() + "/behind/a/proxy", "", "")).push(SAMPLES);
    assertEquals(
        List.of(
            "POST /behind/a/proxy/metrics/job/lavra/lake/shop/target/minio null"
                + " [lavra_run_duration_seconds{lake=\"shop\",target=\"minio\"} 1.5]",
            "POST /behind/a/proxy/metrics/job/lavra/lake/shop/table/gold.sales/target/minio null"
                + " [lavra_table_rows{lake=\"shop\",layer=\"gold\",table=\"gold.sales\","
                + "target=\"minio\"} 7.0]"),
        requests);
  }

  @Test
  void aRefusalDoesNotShowThePassword() {
    status = 401;
    Gateway gateway = new Gateway(url(), "ana", "let me in");
    IOException refused =
        assertThrows(IOException.class, () -> new PushSamples(gateway).push(SAMPLES));
    String sent =
        Base64.getEncoder().encodeToString("ana:let me in".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, requests.size(), "it stops at the first refusal");
    assertTrue(requests.get(0).contains("Basic " + sent), requests.get(0));
    assertTrue(String.valueOf(refused.getMessage()).contains("401"));
    assertFalse(refused.toString().contains("let me in") || refused.toString().contains(sent));
  }

  @Test
  void whatAServerSaysDoesNotReachTheTerminalRaw(@TempDir Path path) {
    status = 400;
    answer = "\u001b[31mred\nINFO forged line\n" + "x".repeat(100_000);
    SmallLake lake =
        SmallLake.shop(path)
            .with("lake.yaml", "lake: shop\nmetrics: { pushgateway: \"%s\" }\n".formatted(url()));
    Said said = lake.run("--select", "bronze.orders");
    assertEquals(0, said.exit());
    List<String> warning =
        said.err().lines().filter(line -> line.contains("were not pushed")).toList();
    assertEquals(1, warning.size(), said.err());
    assertTrue(warning.get(0).length() < 600, warning.get(0));
    assertFalse(said.err().contains("\u001b") || said.err().contains("\nINFO forged"), said.err());
  }
}
