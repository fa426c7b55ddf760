package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.DataFile;
import io.lavra.project.Lake;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one lake at once: each table is published once, whoever comes first. */
class RaceTest {
  private static Map<String, String> alone = Map.of();

  private final SmallLake lake;

  RaceTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @BeforeAll
  static void runAlone(@TempDir Path folder) {
    SmallLake lake = SmallLake.shop(folder);
    assertEquals(0, lake.run("-q").exit());
    alone = lake.hashes(SmallLake.TABLES);
  }

  @Test
  void twoProcesses() throws IOException, InterruptedException {
    String[] run = {"run", lake.folder().toString(), "--runner", "direct", "-q"};
    ChildJvm one = ChildJvm.start("", run);
    ChildJvm other = ChildJvm.start("", run);
    settled(one.await().exit(), other.await().exit());
  }

  @RepeatedTest(5)
  void twoThreads(RepetitionInfo repetition) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    long late = 300L * (repetition.getCurrentRepetition() - 1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<RunReport>> reports = new ArrayList<>();
      for (String id : List.of("run-a", "run-b")) {
        Callable<RunReport> run =
            () -> {
              start.await();
              Thread.sleep(id.equals("run-b") ? late : 0);
              return run(id);
            };
        reports.add(threads.submit(run));
      }
      settled(reports.get(0).get().exitCode(), reports.get(1).get().exitCode());
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
            0,
            new EngineSettings(1200, 2, 2, scratch.toString(), 1000, "UTC"));
    return RunLake.run(
        Lake.read(lake.folder(), name -> null), options, id, Instant.now(), new Silent());
  }

  private static final class Silent implements Progress {
    @Override
    public void started(String table, String reason) {}

    @Override
    public void finished(TableReport report) {}
  }

  /** One run or both did the work; whoever came second says so; the lake is as after one run. */
  private void settled(int one, int other) {
    assertTrue(Set.of(0, 5).containsAll(List.of(one, other)), () -> one + " and " + other);
    if (one == 5 && other == 5) {
      // Each was first somewhere: then a third run builds what both skipped.
      assertEquals(0, lake.run("-q").exit());
    }
    assertEquals(alone, lake.hashes(SmallLake.TABLES));
    Map<String, Integer> published = new TreeMap<>();
    for (String row : lake.rows("ops.runs")) {
      JsonNode run = Said.tree(row);
      if (run.get("status").asText().equals("published")) {
        published.merge(run.get("table_name").asText(), 1, Integer::sum);
      }
    }
    Map<String, Integer> once = new TreeMap<>();
    SmallLake.TABLES.forEach(table -> once.put(table, 1));
    assertEquals(once, published);
    assertEquals(2, lake.rows("ops.quarantine").size());
    assertEquals(5, lake.rows("ops.audit").stream().filter(row -> row.contains("pass")).count());
    for (String table : SmallLake.TABLES) {
      assertEquals(0, lake.version(table), table);
      List<DataFile> files = lake.table(table).latest().orElseThrow().files();
      assertEquals(files.size(), files.stream().map(DataFile::path).distinct().count());
    }
  }
}
