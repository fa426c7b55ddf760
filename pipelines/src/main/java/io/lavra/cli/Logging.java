package io.lavra.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.lavra.cli.output.JsonLines;
import io.lavra.run.job.Trace;
import org.slf4j.LoggerFactory;

/**
 * Logs go to standard error, as text or as a JSON object a line that carries the trace id, the run
 * id and the table.
 */
final class Logging {
  private static final String JSON = "json";

  private Logging() {}

  static void configure(boolean json, boolean verbose, boolean quiet) {
    LoggerContext context = context();
    context.reset();
    context.putProperty(JSON, String.valueOf(json));
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(json ? json(context) : text(context, verbose));
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
    context.getLogger("ROOT").setLevel(Level.ERROR);
    Level ours = verbose ? Level.TRACE : json && !quiet ? Level.INFO : Level.WARN;
    context.getLogger("io.lavra").setLevel(ours);
    // Deequ's Holt-Winters takes the best fit found, and its optimizer calls that an error.
    context.getLogger("breeze.optimize").setLevel(Level.OFF);
    // Whoever knocks at the embedded Flink's blob server is refused, and may not fill the log.
    context.getLogger("org.apache.flink.runtime.blob.BlobServerConnection").setLevel(Level.OFF);
    // What it logs of a damaged repository comes as an exception too.
    context.getLogger("org.eclipse.jgit").setLevel(Level.OFF);
  }

  /** Names the trace that all further lines belong to. */
  static void belongTo(Trace trace) {
    context().putProperty(Trace.NAME, trace.id());
  }

  /** Names the run that all further lines belong to. */
  static void belongTo(String runId) {
    context().putProperty(JsonLines.RUN_ID, runId);
  }

  /** Whether every line on standard error is to be JSON. */
  static boolean isJson() {
    return Boolean.parseBoolean(context().getProperty(JSON));
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonLines encoder = new JsonLines();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context, boolean verbose) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("why", FailureConverter::new);
    layout.setPattern(
        "%d{HH:mm:ss.SSS} %-5level %logger{0} %replace(%msg){'\\R','\n  '}"
            + (verbose ? "%n%ex" : "%why%n"));
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}
