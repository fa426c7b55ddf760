package io.lavra.lineage;

import io.lavra.lake.delta.TableVersion;
import io.lavra.quality.CheckResult;
import java.util.List;
import java.util.Optional;

/**
 * What became of a table that was being built.
 *
 * @param version the version published; empty where none was
 * @param rows written for it, as are {@code bytes} and {@code files}
 * @param problem why nothing was published; empty where something was
 */
public record TableResult(
    String table,
    Optional<TableVersion> version,
    long rows,
    long bytes,
    int files,
    List<CheckResult> checks,
    String problem) {
  public TableResult {
    checks = List.copyOf(checks);
  }
}
