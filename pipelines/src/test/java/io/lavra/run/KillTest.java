package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run is killed for good at a named step; the next run makes the same tables, no row twice, none
 * lost.
 */
@Tag("slow")
class KillTest {
  private static String undisturbed = "";
  private static String grown = "";

  private final SmallLake lake;

  KillTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @BeforeAll
  static void runUndisturbed(@TempDir Path folder) {
    SmallLake lake = SmallLake.shop(folder);
    assertEquals(0, lake.run("-q").exit());
    undisturbed = content(lake);
    grow(lake);
    assertEquals(0, lake.run("-q").exit());
    grown = content(lake);
  }

  private static void grow(SmallLake lake) {
    lake.with(
        "landing/orders_2.csv",
        "Order;Customer;Amount;Placed\n2;Rui;2,00;2026-03-01\n3;Eva;?;2026-03-01\n");
  }

  /**
   * The steps in the order of a run. A file is a data file: 1 and 2 of bronze, 3 to 6 of silver and
   * its rejects. What is written aside is not yet in its place: a manifest or a commit.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "planned",
        "file-written:1",
        "written-aside:1",
        "staged",
        "audited",
        "written-aside:3",
        "committed",
        "committed:2",
        "recorded-runs",
        "file-written:4",
        "file-written:6",
        "committed:4",
        "recorded-quarantine",
        "recorded-audit",
        "recorded-metrics",
        "recorded-runs:2",
      })
  void onceMoreAfterDyingAt(String step) throws IOException, InterruptedException {
    die(step);
    assertEquals(0, lake.run("-q").exit());
    assertEquals(undisturbed, content(lake));
  }

  /** A file more, and death on the way from bronze to gold, where tables are there already. */
  @ParameterizedTest
  @ValueSource(strings = {"file-written:2", "committed:2"})
  void whenItHadRunBefore(String step) throws IOException, InterruptedException {
    assertEquals(0, lake.run("-q").exit());
    grow(lake);
    die(step);
    assertEquals(0, lake.run("-q").exit());
    assertEquals(grown, content(lake));
  }

  @Test
  void threeDeathsInARow() throws IOException, InterruptedException {
    die("committed:2");
    die("recorded-quarantine");
    die("committed:2");
    assertEquals(0, lake.run("-q").exit());
    assertEquals(undisturbed, content(lake));
  }

  /** It dies in the middle of a step, which has a folder in scratch. */
  @Test
  void theNextRunRemovesWhatAKilledOneLeftInScratch() throws IOException, InterruptedException {
    Path scratch = lake.folder().resolve(".lake/.scratch");
    die("file-written:3");
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(2, left.count(), "a folder and its lock");
    }
    assertEquals(0, lake.run("-q").exit());
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private void die(String step) throws IOException, InterruptedException {
    Said said =
        ChildJvm.start(step, "run", lake.folder().toString(), "--runner", "direct", "-q").await();
    assertEquals(137, said.exit(), said::toString);
  }

  /** All tables, what is in quarantine, and what the lake knows of its runs. */
  private static String content(SmallLake lake) {
    Map<String, Object> content = new TreeMap<>(lake.hashes(SmallLake.TABLES));
    content.put("quarantine", without("run_id", lake.rows("ops.quarantine")));
    content.put("audit", without("run_id", lake.rows("ops.audit")));
    content.put("metrics", without("run_id", lake.rows("ops.metrics")));
    content.put("runs", runs(lake));
    StringBuilder text = new StringBuilder();
    content.forEach((what, is) -> text.append(what).append(' ').append(is).append('\n'));
    return text.toString();
  }

  private static List<String> without(String field, List<String> rows) {
    return rows.stream()
        .map(row -> row.replaceAll("\"" + field + "\":\"[^\"]*\",?", ""))
        .sorted()
        .toList();
  }

  /** Table, status, version and the sum of its rows, for every run of every table. */
  private static List<String> runs(SmallLake lake) {
    List<String> runs = new ArrayList<>();
    for (String row : lake.rows("ops.runs")) {
      JsonNode run = Said.tree(row);
      runs.add(
          "%s %s %s %s=%s+%s+%s+%s"
              .formatted(
                  run.get("table_name").asText(),
                  run.get("status").asText(),
                  run.get("version"),
                  run.get("rows_read"),
                  run.get("rows_published"),
                  run.get("rows_quarantined"),
                  run.get("rows_deduplicated"),
                  run.get("rows_filtered")));
    }
    return runs.stream().sorted().toList();
  }
}
