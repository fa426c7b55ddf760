package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifiers;
import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.lake.DataFile;
import io.lavra.lake.Failpoint;
import io.lavra.lake.Location;
import io.lavra.lake.PartitionFolder;
import io.lavra.lake.TableSchema;
import io.lavra.lake.parquet.ParquetFiles;
import io.lavra.lake.storage.Storage;
import io.lavra.table.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a statement's rows as data files of a table that no commit names yet. */
public final class ParquetOutput {
  private final DuckDb duckDb;
  private final String runId;

  public ParquetOutput(DuckDb duckDb, String runId) {
    this.duckDb = duckDb;
    this.runId = runId;
  }

  /**
   * Writes rows that all belong to one partition.
   *
   * @param select the table's columns without the partition columns
   */
  public List<DataFile> writePartition(String select, Destination to, Map<String, String> partition)
      throws IOException {
    Path file = Files.createTempDirectory(duckDb.scratch(), "out-").resolve("part.parquet");
    copy(select, file.toString(), "");
    DataFile written = bring(file, to.partitionBy(), partition, to.folder(), to.schema());
    return written.rows() == 0 ? List.of() : List.of(written);
  }

  private void copy(String select, String target, String more) {
    duckDb.execute(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1%s)"
            .formatted(select, literal(target), more));
  }

  public List<DataFile> write(String select, Destination to) throws IOException {
    return write(select, to.clusterBy(), to.folder(), to.schema(), to.partitionBy());
  }

  public List<DataFile> write(
      String select, Location folder, TableSchema schema, List<String> partitionBy)
      throws IOException {
    return write(select, List.of(), folder, schema, partitionBy);
  }

  private List<DataFile> write(
      String select,
      List<String> clusterBy,
      Location folder,
      TableSchema schema,
      List<String> partitionBy)
      throws IOException {
    String order = clusterBy.isEmpty() ? "" : " ORDER BY " + identifiers(clusterBy);
    Path out = Files.createTempDirectory(duckDb.scratch(), "out-");
    if (partitionBy.isEmpty()) {
      Path file = out.resolve("part.parquet");
      copy(select + order, file.toString(), "");
    } else {
      PartitionKeys keys = PartitionKeys.of(schema, partitionBy);
      copy(
          keys.select(select) + order,
          out.toString(),
          ", PARTITION_BY (" + identifiers(keys.names()) + "), OVERWRITE_OR_IGNORE true");
    }
    return bringAll(out, folder, schema, partitionBy);
  }

  private List<DataFile> bringAll(
      Path out, Location folder, TableSchema schema, List<String> partitionBy) throws IOException {
    PartitionKeys keys = PartitionKeys.of(schema, partitionBy);
    List<Path> written = parquetBelow(out);
    PartitionKeys.requireFew((int) written.stream().map(Path::getParent).distinct().count());
    Map<Path, Map<String, String>> partitions = new TreeMap<>();
    for (Path file : written) {
      partitions.put(file, keys.values(out.relativize(file.getParent())));
    }
    List<DataFile> files = new ArrayList<>();
    for (Path file : written) {
      DataFile brought =
          bring(file, partitionBy, partitions.getOrDefault(file, Map.of()), folder, schema);
      if (brought.rows() > 0) {
        files.add(brought);
      }
    }
    return files;
  }

  /**
   * Writes rows kept back to the quarantine table.
   *
   * @param count how many there are; none are written for 0
   * @param from a relation with {@code _source}, {@code _offset}, {@code _reason} and {@code _raw}
   */
  public List<DataFile> writeRejects(long count, String from, Destination to) throws IOException {
    return count == 0
        ? List.of()
        : write(
            Quarantine.select(to, "_source", "_offset", "_reason", "_raw", from),
            to.quarantine(),
            Quarantine.SCHEMA,
            List.of());
  }

  private DataFile bring(
      Path written,
      List<String> partitionBy,
      Map<String, String> partition,
      Location folder,
      TableSchema schema)
      throws IOException {
    String parent = PartitionFolder.of(partitionBy, partition);
    String name = "part-" + runId + "-" + UUID.randomUUID() + ".parquet";
    String path = parent.isEmpty() ? name : parent + "/" + name;
    DataFile file = ParquetFiles.describe(written, path, partition, schema).checked(written);
    if (file.rows() > 0) {
      Storage.at(folder).put(path, written);
      Failpoint.reach("file-written");
    }
    return file;
  }

  private static List<Path> parquetBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
