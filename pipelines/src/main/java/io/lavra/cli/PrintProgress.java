package io.lavra.cli;

import io.lavra.run.Progress;
import io.lavra.run.Status;
import io.lavra.run.TableReport;
import java.util.Locale;

/** A line for each table that is done, on standard error. */
final class PrintProgress implements Progress {
  private final boolean good;
  private final boolean bad;

  /**
   * @param good whether to say what went well
   * @param bad whether to say what did not
   */
  PrintProgress(boolean good, boolean bad) {
    this.good = good;
    this.bad = bad;
  }

  @Override
  public void started(String table, String reason) {}

  @Override
  public synchronized void finished(TableReport report) {
    if (isGood(report) ? good : bad) {
      System.err.println(line(report));
    }
  }

  static boolean isGood(TableReport report) {
    return report.status() == Status.PUBLISHED || report.status() == Status.UNCHANGED;
  }

  private static String line(TableReport report) {
    String start = "%-28s %-10s".formatted(report.table(), report.status().text());
    if (report.status() == Status.PUBLISHED) {
      String kept =
          report.counts().quarantined() == 0
              ? ""
              : ", %,d in quarantine".formatted(report.counts().quarantined());
      return String.format(
          Locale.ROOT,
          "%s %,d rows%s  (%.1f s)",
          start,
          report.counts().published(),
          kept,
          report.seconds());
    }
    return start + " " + TextTable.plain(report.reason());
  }
}
