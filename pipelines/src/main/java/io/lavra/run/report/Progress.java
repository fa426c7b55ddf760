package io.lavra.run.report;

/** Hears of a run while it goes on. */
public interface Progress {
  /** A table is being built. */
  void started(String table, String reason);

  /** A cluster works on what was started: so many of its tasks are done. */
  default void working(int done, int tasks) {}

  /** A table is done. */
  void finished(TableReport report);
}
