package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.DataFile;
import io.lavra.project.Lake;
import io.lavra.run.job.RunOptions;
import io.lavra.run.job.Trace;
import io.lavra.run.report.Progress;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.TableReport;
import io.lavra.table.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one lake at once: each table is published once, whoever comes first. */
@Tag("slow")
class RaceTest {
  private static Map<String, String> alone = Map.of();
  private static Map<String, String> aloneAgain = Map.of();

  private final SmallLake lake;

  RaceTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @BeforeAll
  static void runAlone(@TempDir Path folder) {
    SmallLake lake = SmallLake.shop(folder);
    assertEquals(0, lake.run("-q").exit());
    alone = lake.hashes(SmallLake.TABLES);
    grow(lake);
    assertEquals(0, lake.run("-q").exit());
    aloneAgain = lake.hashes(SmallLake.TABLES);
  }

  private static void grow(SmallLake lake) {
    lake.with(
            "landing/orders_2.csv",
            "Order;Customer;Amount;Placed\n1;Ana;?;2026-03-01\n3;Eva;2,00;2026-03-01\n")
        .with("landing/more.jsonl", "{\"customer\": \"eva\", \"page\": \"/c\"}\n");
  }

  @Test
  void twoProcesses() throws IOException, InterruptedException {
    String[] run = {"run", lake.folder().toString(), "--runner", "direct", "-q"};
    ChildJvm one = ChildJvm.start("", run);
    ChildJvm other = ChildJvm.start("", run);
    settled(one.await().exit(), other.await().exit(), alone, 1);
  }

  @RepeatedTest(5)
  void twoThreads(RepetitionInfo repetition) throws Exception {
    long late = 250L * (repetition.getCurrentRepetition() - 1);
    race("first", late, alone, 1);
    grow(lake);
    race("second", late, aloneAgain, 2);
  }

  private void race(String name, long late, Map<String, String> expected, int times)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<RunReport>> reports = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        String id = name + "-" + i;
        long pause = i * late;
        Callable<RunReport> run =
            () -> {
              start.await();
              Thread.sleep(pause);
              return run(id);
            };
        reports.add(threads.submit(run));
      }
      settled(reports.get(0).get().exitCode(), reports.get(1).get().exitCode(), expected, times);
    } finally {
      threads.shutdownNow();
    }
  }

  private RunReport run(String id) throws IOException {
    Path scratch = lake.folder().resolve(".lake/.scratch");
    RunOptions options =
        new RunOptions(
            "local",
            "direct",
            Optional.empty(),
            Set.copyOf(SmallLake.TABLES),
            LocalDate.parse("2026-01-31"),
            false,
            false,
            false,
            2,
            0,
            new EngineSettings(1200, 2, 2, scratch.toString(), 1000, "UTC"),
            Trace.of(id));
    return RunLake.run(
        Lake.read(lake.folder(), name -> null), options, id, Instant.now(), new Silent());
  }

  private static final class Silent implements Progress {
    @Override
    public void started(String table, String reason) {}

    @Override
    public void finished(TableReport report) {}
  }

  /**
   * One run or both did the work; whoever came second says so; the lake is as if one had run alone.
   *
   * @param times how often each table has been published by now
   */
  private void settled(int one, int other, Map<String, String> expected, int times) {
    assertTrue(Set.of(0, 5).containsAll(List.of(one, other)), () -> one + " and " + other);
    if (one == 5 && other == 5) {
      // Each was first somewhere: then a third run builds what both skipped.
      assertEquals(0, lake.run("-q").exit());
    }
    assertEquals(expected, lake.hashes(SmallLake.TABLES));
    Map<String, Integer> published = new TreeMap<>();
    Map<String, Integer> once = new TreeMap<>();
    int quarantined = 0;
    for (String row : lake.rows("ops.runs")) {
      JsonNode run = Said.tree(row);
      if (run.get("status").asText().equals("published")) {
        published.merge(run.get("table_name").asText(), 1, Integer::sum);
        quarantined += run.get("rows_quarantined").asInt();
      }
    }
    for (String table : SmallLake.TABLES) {
      once.put(table, times);
      assertEquals(times - 1, lake.version(table), table);
      List<DataFile> files = lake.table(table).latest().orElseThrow().files();
      assertEquals(files.size(), files.stream().map(DataFile::path).distinct().count());
    }
    assertEquals(once, published);
    assertEquals(quarantined, lake.rows("ops.quarantine").size());
    assertEquals(
        5 * times, lake.rows("ops.audit").stream().filter(row -> row.contains("pass")).count());
  }
}
