package io.lavra.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.report.Progress;
import io.lavra.run.report.TableReport;
import io.lavra.table.EngineSettings;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.job.RunShards;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** A run's trace is known where its work is done. */
class JobTraceTest {
  private static final ConcurrentMap<String, Map<String, String>> SEEN = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"direct", "flink"})
  void aWorkersLogLinesNameTraceAndTable(String runner, @TempDir Path scratch) {
    SEEN.clear();
    EngineSettings engine = EngineSettings.of(scratch);
    Trace trace = Trace.of("a run on " + runner);
    RunOptions options =
        new RunOptions(
            "local",
            runner,
            Optional.empty(),
            Set.of(),
            LocalDate.EPOCH,
            false,
            false,
            false,
            1,
            0,
            engine,
            trace);
    JobName name = new JobName("shop", "silver", "run", "work");
    try (Jobs jobs = new Jobs(options, new Silent())) {
      Pipeline pipeline = jobs.pipeline(name, Set.of());
      pipeline.apply(RunShards.of(List.of(new Look("silver.a"), new Look("silver.b")), engine));
      jobs.run(pipeline, name);
    }
    assertEquals(
        Map.of(
            "silver.a", Map.of("trace_id", trace.id(), "table", "silver.a"),
            "silver.b", Map.of("trace_id", trace.id(), "table", "silver.b")),
        SEEN);
  }

  private record Look(String table) implements TableWork {
    @Override
    public Staged run(EngineSettings settings) {
      Map<String, String> seen = new ConcurrentHashMap<>();
      for (String key : List.of("trace_id", "table")) {
        seen.put(key, String.valueOf(MDC.get(key)));
      }
      SEEN.put(table, seen);
      return Staged.failed(table, "nothing to do");
    }
  }

  private static final class Silent implements Progress {
    @Override
    public void started(String table, String reason) {}

    @Override
    public void finished(TableReport report) {}
  }
}
