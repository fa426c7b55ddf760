package io.lavra.table.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a job belongs to. Flink shows it among the job's configuration. */
public interface TraceOptions extends PipelineOptions {
  @Description("The trace id (W3C Trace Context) that the workers' log lines carry.")
  @Nullable String getTraceId();

  void setTraceId(@Nullable String traceId);
}
