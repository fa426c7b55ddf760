package io.lavra.table;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import java.io.Serializable;
import java.util.List;

/**
 * Some files of a table: the piece of work one Beam element stands for.
 *
 * @param table the table's name, {@code layer.name}
 * @param folder where the files are
 * @param schema the table's columns, partition columns included; a file may lack some, or hold a
 *     narrower type
 * @param partitionBy columns whose values are in the files' paths, not in the files
 */
public record Shard(
    String table,
    Location folder,
    TableSchema schema,
    List<String> partitionBy,
    List<DataFile> files)
    implements Serializable {
  public Shard {
    partitionBy = List.copyOf(partitionBy);
    files = List.copyOf(files);
  }

  /** A whole version of a table. */
  public static Shard of(String table, TableVersion version) {
    return new Shard(
        table, version.location(), version.schema(), version.partitionBy(), version.files());
  }

  public Shard withFiles(List<DataFile> some) {
    return new Shard(table, folder, schema, partitionBy, some);
  }

  public long rows() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  public long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
