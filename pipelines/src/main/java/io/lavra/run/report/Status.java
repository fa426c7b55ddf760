package io.lavra.run.report;

import java.util.Locale;

/** What became of a table in a run. */
public enum Status {
  PUBLISHED,
  UNCHANGED,
  BLOCKED,
  FAILED,
  SKIPPED;

  /** As in the run's JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
