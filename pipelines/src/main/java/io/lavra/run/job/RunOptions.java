package io.lavra.run.job;

import io.lavra.table.EngineSettings;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a run was asked for.
 *
 * @param target name of the lake's target
 * @param runner {@code flink} or {@code direct}
 * @param flinkMaster {@code host:port} of a cluster; empty for the embedded Flink
 * @param selected names of the tables to look at; the others stay as they are
 * @param date the logical date; files that arrive are filed under it
 * @param dateGiven whether the user named the date
 * @param fullRefresh whether silver and gold are made anew from bronze
 * @param failFast whether the run stops at the first table that fails or is blocked
 * @param parallelism how many pieces of work run at once, on all machines together
 * @param buckets how many pieces rows of a key are exchanged in; 0 to choose by size
 * @param trace what the run belongs to, also in the eyes of its workers
 */
public record RunOptions(
    String target,
    String runner,
    Optional<String> flinkMaster,
    Set<String> selected,
    LocalDate date,
    boolean dateGiven,
    boolean fullRefresh,
    boolean failFast,
    int parallelism,
    int buckets,
    EngineSettings engine,
    Trace trace) {
  /** The same for other tables. */
  public RunOptions only(Set<String> tables) {
    return new RunOptions(
        target,
        runner,
        flinkMaster,
        tables,
        date,
        dateGiven,
        fullRefresh,
        failFast,
        parallelism,
        buckets,
        engine,
        trace);
  }
}
