package io.lavra.cli.output;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.lavra.run.job.Trace;
import io.lavra.words.Inert;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line: {@code time}, {@code level}, {@code logger}, {@code trace_id}, {@code
 * run_id}, {@code table}, {@code message}, {@code error}; the last four where there is one. What a
 * viewer shows of them is {@linkplain Inert inert}, also where it has read the JSON.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  public static final String RUN_ID = "run_id";

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("time", event.getInstant().toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    put(line, Trace.NAME, named(Trace.NAME, event));
    put(line, RUN_ID, named(RUN_ID, event));
    put(line, "table", event.getMDCPropertyMap().get("table"));
    put(line, "message", Inert.text(event.getFormattedMessage()));
    if (event.getThrowableProxy() != null) {
      put(line, "error", Inert.text(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Threads of a runner may know nothing of the run, but there is one run in a process. */
  private @Nullable String named(String name, ILoggingEvent event) {
    return event.getMDCPropertyMap().getOrDefault(name, context.getProperty(name));
  }

  private static void put(Map<String, @Nullable Object> line, String name, @Nullable String value) {
    if (value != null) {
      line.put(name, value);
    }
  }

  @Override
  public byte @Nullable [] headerBytes() {
    return null;
  }

  @Override
  public byte @Nullable [] footerBytes() {
    return null;
  }
}
