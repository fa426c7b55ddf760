package io.lavra.cli.output;

import io.lavra.run.report.Progress;
import io.lavra.run.report.TableReport;
import io.lavra.words.Inert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log line for each table that is done. */
public final class LogProgress implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(LogProgress.class);

  @Override
  public void started(String table, String reason) {}

  @Override
  public void finished(TableReport report) {
    if (PrintProgress.isGood(report)) {
      LOG.info("{}: {}", report.status().text(), Inert.line(report.reason()));
    } else {
      LOG.warn("{}: {}", report.status().text(), Inert.line(report.reason()));
    }
  }
}
