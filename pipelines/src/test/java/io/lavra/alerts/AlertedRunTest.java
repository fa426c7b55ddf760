package io.lavra.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lavra.run.ChildJvm;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number jumps: what the run does, and what a channel hears of it. */
@Tag("slow")
class AlertedRunTest {
  private static final String TABLE =
      """
      from: bronze.orders
      columns:
        id: { type: bigint, pii: true }
      anomaly:
        - { metric: row_count, strategy: rate-of-change, max-increase: 2.0, severity: %s }
      """;

  private final SmallLake lake;

  AlertedRunTest(@TempDir Path folder) {
    this.lake =
        SmallLake.empty(folder)
            .with(
                "lake.yaml",
                "lake: shop\ntimezone: UTC\nalerts: { webhook: \"${LAVRA_ALERT_WEBHOOK:}\" }\n")
            .with("bronze/orders.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with("silver/watched.yaml", TABLE.formatted("warn"))
            .with("silver/guarded.yaml", TABLE.formatted("fail"));
  }

  private void arrive(int from, int rows) {
    StringBuilder csv = new StringBuilder("id\n");
    for (int id = from; id < from + rows; id++) {
      csv.append(id).append('\n');
    }
    lake.with("landing/orders_%d.csv".formatted(from), csv.toString());
  }

  private Said run(Channel channel, String runner, String tables)
      throws IOException, InterruptedException {
    return ChildJvm.start(
            Map.of("LAVRA_ALERT_WEBHOOK", channel.url()),
            "run",
            lake.folder().toString(),
            "--runner",
            runner,
            "--date",
            "2026-01-02",
            "--select",
            tables)
        .await();
  }

  private static List<String> heard(Channel channel, int number) {
    List<String> lines =
        Said.tree(channel.post(number))
            .get("text")
            .asText()
            .replaceAll("&gt;", ">")
            .lines()
            .toList();
    return List.of(lines.get(0), lines.get(2));
  }

  @Test
  void aJumpIsToldWhereItWarnsAndWhereItBlocks() throws IOException, InterruptedException {
    arrive(0, 300);
    assertEquals(0, lake.run().exit(), "without a webhook, as on a developer's machine");
    try (Channel channel = Channel.inClear()) {
      arrive(300, 200);
      Said calm = run(channel, "direct", "+silver.watched");
      assertEquals(0, calm.exit(), calm::err);
      assertEquals(0, channel.asked(), "500 after 300 is no jump");

      arrive(1000, 2000);
      Said warned = run(channel, "direct", "+silver.watched");
      assertEquals(0, warned.exit(), warned::err);
      assertEquals(2, lake.version("silver.watched"), "it is published all the same");
      assertEquals(
          List.of(
              "Lavra: shop on local, 2026-01-02: 1 anomaly",
              "- silver.watched anomaly: anomaly(row_count, rate-of-change): 2500"),
          heard(channel, 0));

      Said blocked = run(channel, "flink", "silver.guarded");
      assertEquals(3, blocked.exit(), blocked::err);
      assertEquals(0, lake.version("silver.guarded"), "readers see what they saw");
      assertEquals(
          List.of(
              "Lavra: shop on local, 2026-01-02: 1 blocked",
              "- silver.guarded blocked: anomaly(row_count, rate-of-change): 2500"),
          heard(channel, 1));
      assertEquals(2, channel.asked());
      for (Said said : List.of(warned, blocked)) {
        assertFalse(said.err().contains("did not reach"), said::err);
      }
    }
  }
}
