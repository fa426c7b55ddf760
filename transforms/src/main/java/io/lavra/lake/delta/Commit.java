package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import java.util.List;
import java.util.Map;

/**
 * One change of a table, published whole or not at all.
 *
 * @param base the version this change was computed from; -1 where the table did not exist
 * @param schema the table's columns after the change, partition columns included
 * @param partitionBy partition columns; fixed once the table exists
 * @param adds files that become part of the table
 * @param removes paths of files that leave it; the files stay for time travel
 * @param appender who writes: {@code lavra/<lake>/<table>}
 * @param number the appender's number of this change, one above its last; a change already there is
 *     not written twice
 * @param marks further (application id, number) pairs committed with it: the ledger of ingested
 *     landing files
 * @param operation Delta's name of the change: {@code WRITE}, {@code MERGE}, {@code RESTORE},
 *     {@code REPAIR}
 * @param provenance a JSON object kept with the version (Delta's {@code userMetadata}): run id,
 *     definition, inputs
 * @param dataChange false where only the layout changes, not the rows
 */
public record Commit(
    long base,
    TableSchema schema,
    List<String> partitionBy,
    List<DataFile> adds,
    List<String> removes,
    String appender,
    long number,
    Map<String, Long> marks,
    String operation,
    String provenance,
    boolean dataChange) {
  static final String REPAIR = "REPAIR";

  public Commit {
    partitionBy = List.copyOf(partitionBy);
    adds = List.copyOf(adds);
    removes = List.copyOf(removes);
    marks = Map.copyOf(marks);
  }

  /** Whether it repairs a table, which then is another one: what was made from it is made anew. */
  boolean isRepair() {
    return operation.equals(REPAIR);
  }

  /** Whether it only adds files: such a change holds on any later version too. */
  public boolean isBlindAppend() {
    return removes.isEmpty() && dataChange;
  }
}
