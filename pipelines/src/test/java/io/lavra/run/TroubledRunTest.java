package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lavra.lake.Location;
import io.lavra.table.Counts;
import io.lavra.table.Manifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around the tables takes nothing from the report. */
class TroubledRunTest {
  private final SmallLake lake;

  TroubledRunTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @Test
  void whatCannotBeRecordedIsReportedAndRecordedByTheNextRun() throws IOException {
    Path audit = lake.folder().resolve(".lake/ops/audit");
    lake.with(".lake/ops/audit", "");
    Said said = lake.run("--output", "json");
    assertEquals(1, said.exit());
    assertEquals("failed", said.json().get("status").asText());
    assertEquals(SmallLake.TABLES.size(), said.json().get("tables").size());
    assertTrue(said.tables().values().stream().allMatch("published: new table"::equals));
    String place = Location.local(audit).uri();
    assertEquals(
        "ops.audit is damaged, and could not be put right: There is a file at %s, where the table's folder should be. Move it away."
            .formatted(place),
        said.json().at("/warnings/0").asText());
    assertEquals(
        "What became of tables could not be recorded: The table at %s is damaged: its folder is a file, not a folder. Heal it with lavra repair TABLE. The next run records what was published."
            .formatted(place),
        said.json().at("/troubles/0").asText());

    Files.delete(audit);
    assertEquals(0, lake.run("-q").exit());
    assertEquals(6, lake.table("ops.runs").latest().orElseThrow().rows());
    assertEquals(2, lake.table("ops.quarantine").latest().orElseThrow().rows());
  }

  /** It answers when the run begins, and not when the first wave does. */
  @Test
  void aJobManagerThatGoesAwayFailsTheTablesAlone() throws IOException {
    HttpServer flink =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    flink.createContext(
        "/",
        exchange -> {
          boolean first = exchange.getRequestURI().getPath().equals("/overview");
          byte[] answer =
              "{\"taskmanagers\": 1, \"slots-total\": 2}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(first ? 200 : 503, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    flink.start();
    String master = "127.0.0.1:" + flink.getAddress().getPort();
    try {
      Said said = lake.lavra("run", "--flink-master", master, "--output", "json");
      assertEquals(1, said.exit());
      String why =
          "failed: The Flink cluster at %s does not answer: HTTP status 503. Is it up, and is this its REST port?"
              .formatted(master);
      assertEquals(
          Map.of(
              "bronze.clicks", why,
              "bronze.orders", why,
              "silver.stg_clicks", "skipped: bronze.clicks is failed",
              "silver.stg_orders", "skipped: bronze.orders is failed",
              "gold.by_customer", "skipped: silver.stg_clicks is skipped",
              "gold.pages", "skipped: silver.stg_clicks is skipped"),
          said.tables());
      assertEquals(6, lake.table("ops.runs").latest().orElseThrow().rows());
    } finally {
      flink.stop(0);
    }
  }

  @Test
  void aClusterThatIsDownAtTheStartLeavesReportAndMetrics() throws IOException {
    Path metrics = lake.folder().resolve("told.prom");
    lake.with(
        "lake.yaml", "lake: shop\ntimezone: UTC\nmetrics: { file: \"%s\" }\n".formatted(metrics));
    Said said = lake.lavra("run", "--flink-master", "127.0.0.1:1", "--output", "json");
    String why =
        "The Flink cluster at 127.0.0.1:1 does not answer: no connection. Is it up, and is this its REST port?";
    assertEquals(1, said.exit());
    assertEquals(why + "\n", said.err());
    assertEquals("failed", said.json().get("status").asText());
    assertEquals("[\"%s\"]".formatted(why), said.json().get("troubles").toString());
    assertEquals("[]", said.json().get("tables").toString());
    assertTrue(
        Files.readString(metrics)
            .contains("lavra_run_status{lake=\"shop\",status=\"failed\",target=\"local\"} 1"),
        Files.readString(metrics));

    Said wrong = lake.lavra("run", "--flink-master", "127.0.0.1:1", "--parallelism", "0");
    assertEquals(2, wrong.exit());
    assertEquals("", wrong.out());
  }

  /** A launcher that lives still looks for what its job left. */
  @Test
  void theManifestOfAnotherLaunchersJobIsCopied() throws IOException {
    TableBuild build = AccountingTest.build(lake);
    assertEquals(false, TakenUp.from(Optional.of("earlier"), List.of(build), "run"));
    Manifest manifest =
        new Manifest(
            build.name(),
            "earlier",
            List.of(),
            List.of(),
            List.of(),
            Counts.NONE,
            Map.of(),
            Map.of(),
            null);
    manifest.write(build.folder(), Manifest.path("earlier"));
    assertEquals(true, TakenUp.from(Optional.of("earlier"), List.of(build), "run"));
    assertEquals(Optional.of(manifest), Manifest.read(build.folder(), Manifest.path("earlier")));
    assertEquals(
        Optional.of(manifest.of("run")), Manifest.read(build.folder(), Manifest.path("run")));
  }
}
