package io.lavra.table.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the trace and the table in the log lines of a worker's thread, until closed. Steps that a
 * runner has fused run inside each other: each puts back what it found.
 */
final class WorkerLog implements AutoCloseable {
  private final Map<String, @Nullable String> before = new HashMap<>();

  private WorkerLog() {}

  static WorkerLog of(PipelineOptions options, String table) {
    WorkerLog log = of(options);
    log.put("table", table);
    return log;
  }

  static WorkerLog of(PipelineOptions options) {
    WorkerLog log = new WorkerLog();
    String trace = options.as(TraceOptions.class).getTraceId();
    if (trace != null) {
      log.put("trace_id", trace);
    }
    return log;
  }

  private void put(String name, String value) {
    before.put(name, MDC.get(name));
    MDC.put(name, value);
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            MDC.remove(name);
          } else {
            MDC.put(name, value);
          }
        });
  }
}
