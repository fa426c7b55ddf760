package io.lavra.cli;

import io.lavra.run.Progress;
import io.lavra.run.TableReport;
import io.lavra.words.Inert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log line for each table that is done. */
final class LogProgress implements Progress {
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
