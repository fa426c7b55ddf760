package io.lavra.table;

import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.util.List;

/**
 * Where a step writes.
 *
 * @param table the table's name, {@code layer.name}
 * @param folder the table's folder
 * @param schema its columns, in order, partition columns included
 * @param partitionBy columns that go to the files' paths
 * @param clusterBy columns to sort by; may be empty
 * @param quarantine the folder of the quarantine table
 * @param runId names the files and marks the rejected rows
 */
public record Destination(
    String table,
    Location folder,
    TableSchema schema,
    List<String> partitionBy,
    List<String> clusterBy,
    Location quarantine,
    String runId)
    implements Serializable {
  public Destination {
    partitionBy = List.copyOf(partitionBy);
    clusterBy = List.copyOf(clusterBy);
  }

  /**
   * A table in a folder laid out as a lake is: {@code root/layer/name}, with the rows kept back in
   * {@code root/ops/quarantine}. Neither partitioned nor sorted.
   *
   * @param table its name, {@code layer.name}
   */
  public static Destination in(Location root, String table, TableSchema schema, String runId) {
    return new Destination(
        table,
        root.resolve(table.replace('.', '/')),
        schema,
        List.of(),
        List.of(),
        root.resolve("ops/quarantine"),
        runId);
  }

  public Destination partitionedBy(List<String> columns) {
    return new Destination(table, folder, schema, columns, clusterBy, quarantine, runId);
  }
}
