package io.lavra.run.report;

import io.lavra.lake.delta.TableVersion;
import io.lavra.lineage.TableResult;
import io.lavra.quality.CheckResult;
import io.lavra.table.Counts;
import java.util.List;
import java.util.Optional;

/**
 * What became of one table.
 *
 * @param reason why it was built, left, blocked, skipped, or how it failed
 * @param version the version readers see now; empty where there is none
 * @param held whether another run held the table
 * @param files files added, and their bytes
 */
public record TableReport(
    String table,
    Status status,
    String reason,
    Optional<Long> version,
    boolean held,
    Counts counts,
    int files,
    long bytes,
    double seconds,
    List<CheckResult> checks) {
  public static TableReport without(
      String table, Status status, String reason, Optional<Long> version, double seconds) {
    return new TableReport(
        table, status, reason, version, false, Counts.NONE, 0, 0, seconds, List.of());
  }

  public static TableReport held(String table, String reason, Optional<Long> version) {
    return new TableReport(
        table, Status.FAILED, reason, version, true, Counts.NONE, 0, 0, 0, List.of());
  }

  /** What it says of files that are left for the next run. */
  public Optional<String> left() {
    return LeftFiles.in(reason);
  }

  /** The same for lineage, with the table's newest version. */
  public TableResult lineage(Optional<TableVersion> newest) {
    boolean published = status == Status.PUBLISHED;
    return new TableResult(
        table,
        newest.filter(version -> published),
        counts.published(),
        bytes,
        files,
        checks,
        published || status == Status.UNCHANGED ? "" : reason);
  }
}
