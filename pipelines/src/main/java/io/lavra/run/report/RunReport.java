package io.lavra.run.report;

import io.lavra.lake.delta.TableVersion;
import io.lavra.table.FailureReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did, table by table in the order of the plan.
 *
 * @param versions the newest version of every table of the lake that exists, as the run knows it
 * @param troubles what went wrong besides tables, each with its remedy: what became of tables may
 *     be missing from the records
 * @param warnings what was put right on the way, and what that cost
 */
public record RunReport(
    String runId,
    String lake,
    LocalDate date,
    double seconds,
    List<TableReport> tables,
    Map<String, TableVersion> versions,
    List<String> troubles,
    List<String> warnings) {
  public RunReport {
    warnings = List.copyOf(warnings);
    troubles = List.copyOf(troubles);
    versions = Map.copyOf(versions);
    tables = List.copyOf(tables);
  }

  /** A run that had nothing to warn of. */
  public RunReport(
      String runId,
      String lake,
      LocalDate date,
      double seconds,
      List<TableReport> tables,
      Map<String, TableVersion> versions,
      List<String> troubles) {
    this(runId, lake, date, seconds, tables, versions, troubles, List.of());
  }

  /** Of a run that broke off before it could tell of tables. */
  public static RunReport brokenOff(
      String runId, String lake, LocalDate date, double seconds, Throwable why) {
    return new RunReport(
        runId, lake, date, seconds, List.of(), Map.of(), List.of(FailureReason.of(why)));
  }

  /**
   * 0 all published or up to date, 1 a table failed or the run could not be recorded, 3 a gate
   * blocked, 5 another run holds a table; 1 before 5 before 3.
   */
  public int exitCode() {
    if (!troubles.isEmpty()
        || tables.stream().anyMatch(t -> t.status() == Status.FAILED && !t.held())) {
      return 1;
    }
    if (tables.stream().anyMatch(TableReport::held)) {
      return 5;
    }
    return tables.stream().anyMatch(t -> t.status() == Status.BLOCKED) ? 3 : 0;
  }

  /** What is wrong with the run, in a line; empty where it went well. */
  public Optional<String> problem() {
    List<String> bad = new ArrayList<>();
    tables.stream()
        .filter(t -> t.status() != Status.PUBLISHED && t.status() != Status.UNCHANGED)
        .forEach(t -> bad.add(t.table() + " is " + t.status().text()));
    bad.addAll(troubles);
    return bad.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", bad));
  }

  /** The run in a word: that of its exit code. */
  public String status() {
    return switch (exitCode()) {
      case 1 -> "failed";
      case 3 -> "blocked";
      case 5 -> "held";
      default ->
          tables.stream().anyMatch(t -> t.status() == Status.PUBLISHED) ? "published" : "unchanged";
    };
  }
}
