package io.lavra.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table in a plan.
 *
 * @param wave from 0; tables of a wave do not depend on each other
 * @param kind {@code files}, {@code git}, {@code documents}, {@code conform}, {@code sql}, or the
 *     transform's name
 * @param action {@code build}, {@code unchanged}, {@code fail} where what it is made from cannot be
 *     read or its columns may not change so, or {@code skip} where it has to wait for another
 * @param version its newest version; null where it does not exist
 * @param inputs the newest version of each table it reads; -1 for one that does not exist
 * @param after the tables that are built before it: those it reads and those its tests look at
 */
public record PlannedTable(
    String table,
    int wave,
    String kind,
    String action,
    String reason,
    @Nullable Long version,
    Map<String, Long> inputs,
    List<String> after) {
  public PlannedTable {
    inputs = new TreeMap<>(inputs);
    after = after.stream().sorted().toList();
  }
}
