package io.lavra.table;

import static io.lavra.table.SqlText.identifiers;
import static io.lavra.table.SqlText.literal;

import io.lavra.lake.DataFile;
import io.lavra.lake.Failpoint;
import io.lavra.lake.Location;
import io.lavra.lake.ParquetFiles;
import io.lavra.lake.PartitionFolder;
import io.lavra.lake.Storage;
import io.lavra.lake.TableSchema;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
  private static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

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
    Path folder = Path.of(PartitionFolder.of(to.partitionBy(), partition));
    DataFile written = bring(file, folder, to.folder(), to.schema());
    return written.rows() == 0 ? List.of() : List.of(written);
  }

  private void copy(String select, String target, String more) {
    duckDb.execute(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1%s)"
            .formatted(select, literal(target), more));
  }

  public List<DataFile> write(String select, Destination to) throws IOException {
    String sorted =
        to.clusterBy().isEmpty() ? select : select + " ORDER BY " + identifiers(to.clusterBy());
    return write(sorted, to.folder(), to.schema(), to.partitionBy());
  }

  public List<DataFile> write(
      String select, Location folder, TableSchema schema, List<String> partitionBy)
      throws IOException {
    Path out = Files.createTempDirectory(duckDb.scratch(), "out-");
    String target = partitionBy.isEmpty() ? out.resolve("part.parquet").toString() : out.toString();
    String partitions =
        partitionBy.isEmpty()
            ? ""
            : ", PARTITION_BY (" + identifiers(partitionBy) + "), OVERWRITE_OR_IGNORE true";
    copy(select, target, partitions);
    List<DataFile> files = new ArrayList<>();
    for (Path written : parquetBelow(out)) {
      Path parent = out.relativize(written.getParent());
      DataFile file = bring(written, parent, folder, schema);
      if (file.rows() > 0) {
        files.add(file);
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
  List<DataFile> writeRejects(long count, String from, Destination to) throws IOException {
    return count == 0
        ? List.of()
        : write(
            Quarantine.select(to, "_source", "_offset", "_reason", "_raw", from),
            to.quarantine(),
            Quarantine.SCHEMA,
            List.of());
  }

  private DataFile bring(Path written, Path parent, Location folder, TableSchema schema)
      throws IOException {
    String name = "part-" + runId + "-" + UUID.randomUUID().toString().substring(0, 8) + ".parquet";
    String path = parent.toString().isEmpty() ? name : parent + "/" + name;
    DataFile file = ParquetFiles.describe(written, path, partitionOf(parent), schema);
    if (file.rows() > 0) {
      Storage.at(folder).put(path, written);
      Failpoint.reach("file-written");
    }
    return file;
  }

  private static Map<String, String> partitionOf(Path parent) {
    Map<String, String> partition = new TreeMap<>();
    for (Path step : parent) {
      int equals = step.toString().indexOf('=');
      if (equals > 0) {
        String value = decode(step.toString().substring(equals + 1));
        partition.put(
            decode(step.toString().substring(0, equals)), value.equals(HIVE_NULL) ? "" : value);
      }
    }
    return partition;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<Path> parquetBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
