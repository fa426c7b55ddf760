package io.lavra.cli.output;

import io.lavra.run.report.Progress;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.words.Inert;
import java.util.Locale;

/** A line for each table that is done, on standard error. */
public final class PrintProgress implements Progress {
  private final boolean good;
  private final boolean bad;
  private final StatusLine status;

  /**
   * @param good whether to say what went well
   * @param bad whether to say what did not
   * @param status says what is under way
   */
  public PrintProgress(boolean good, boolean bad, StatusLine status) {
    this.good = good;
    this.bad = bad;
    this.status = status;
  }

  @Override
  public synchronized void started(String table, String reason) {
    status.add(table);
  }

  @Override
  public synchronized void working(int done, int tasks) {
    status.working(done, tasks);
  }

  @Override
  public synchronized void finished(TableReport report) {
    status.clear();
    if (isGood(report) ? good : bad) {
      System.err.println(line(report));
    }
    status.remove(report.table());
  }

  static boolean isGood(TableReport report) {
    return report.status() == Status.PUBLISHED || report.status() == Status.UNCHANGED;
  }

  private static String line(TableReport report) {
    String start = "%-28s %-10s".formatted(report.table(), report.status().text());
    if (report.status() == Status.PUBLISHED) {
      long rows = report.counts().published();
      String kept =
          report.counts().quarantined() == 0
              ? ""
              : String.format(Locale.ROOT, ", %,d in quarantine", report.counts().quarantined());
      return String.format(
          Locale.ROOT,
          "%s %,d %s%s  (%.1f s)%s",
          start,
          rows,
          rows == 1 ? "row" : "rows",
          kept,
          report.seconds(),
          report.left().map(left -> "; " + Inert.line(left)).orElse(""));
    }
    return start + " " + Inert.line(report.reason());
  }
}
