package io.lavra.run;

/** Hears of a run while it goes on. */
public interface Progress {
  /** A table is being built. */
  void started(String table, String reason);

  /** A table is done. */
  void finished(TableReport report);
}
