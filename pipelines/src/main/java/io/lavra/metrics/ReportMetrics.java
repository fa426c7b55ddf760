package io.lavra.metrics;

import io.lavra.project.Lake;
import io.lavra.project.outgoing.MetricsOutput;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.TableReport;
import io.lavra.words.Inert;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how a run went, where the lake says so. A file or a server that cannot be reached is said
 * once, takes seconds at the most, and changes nothing else: tables are published by then.
 */
public final class ReportMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(ReportMetrics.class);
  private static final int SECONDS = 10;
  private static final int SHOWN = 300;

  private final Lake lake;
  private final Group group;
  private final MetricsOutput output;
  private final Instant start = Instant.now();

  private ReportMetrics(Lake lake, String target) {
    this.lake = lake;
    this.group = Group.of(lake.name(), target);
    this.output = lake.metrics().required();
  }

  /**
   * Of a run that begins now.
   *
   * @throws io.lavra.words.ConfigurationException where the environment lacks a variable
   */
  public static ReportMetrics of(Lake lake, String target) {
    return new ReportMetrics(lake, target);
  }

  /** Tells of a run that came to its end. */
  public void ended(RunReport report) {
    if (isOn()) {
      Instant end = Instant.now();
      List<Sample> samples = new ArrayList<>(RunSamples.of(group, lake, report, start, end));
      for (TableReport table : report.tables()) {
        samples.addAll(TableSamples.of(group, table, report.versions().get(table.table()), end));
      }
      tell(samples);
    }
  }

  /** Tells of a run that an exception ended. */
  public void brokeDown() {
    if (isOn()) {
      tell(RunSamples.brokenDown(group, lake, start, Instant.now()));
    }
  }

  private boolean isOn() {
    return output.file().isPresent() || output.gateway().isPresent();
  }

  private void tell(List<Sample> samples) {
    output
        .file()
        .ifPresent(
            file ->
                attempt(
                    () -> new TextFile(file).write(samples, lake.tables().keySet()),
                    "written to " + file));
    output
        .gateway()
        .ifPresent(
            gateway ->
                attempt(
                    () -> new PushSamples(gateway).push(samples), "pushed to " + gateway.url()));
  }

  private interface Telling {
    void tell() throws IOException;
  }

  /**
   * In a thread of its own: a server that sends a byte now and then would not run into timeouts.
   */
  private static void attempt(Telling telling, String what) {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              telling.tell();
              return true;
            });
    Thread thread = new Thread(task, "metrics");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      warn(what, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      warn(what, "no answer in " + SECONDS + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warn(what, "interrupted");
    }
  }

  private static void warn(String what, String why) {
    LOG.warn(
        "The run's metrics were not {}: {}. Nothing else is touched by this.",
        what,
        Inert.cut(Inert.line(why), SHOWN));
  }
}
