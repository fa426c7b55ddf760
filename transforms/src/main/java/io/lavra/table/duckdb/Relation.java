package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;
import static io.lavra.table.duckdb.SqlText.literals;
import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.table.PlainPath;
import io.lavra.table.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A shard as SQL: the rows of its files, with the table's columns, whatever each file lacks. */
public final class Relation {
  private static final String LOCAL = "_lavra_local";

  /** Up to so many partitions, each is a SELECT of its own, whose values are constants. */
  private static final int SPELLED_OUT = 64;

  private Relation() {}

  /**
   * A SELECT over the shard's files, copied to scratch where they are remote.
   *
   * @param withFile whether to add {@code _file}, the file's path in the table
   */
  public static String select(Shard shard, DuckDb duckDb, boolean withFile) throws IOException {
    Map<Map<String, String>, List<String>> byPartition = new LinkedHashMap<>();
    Map<String, String> pathsInTable = new LinkedHashMap<>();
    for (DataFile file : shard.files()) {
      String local = PlainPath.of(duckDb.fetch(shard, file), duckDb.scratch()).toString();
      byPartition.computeIfAbsent(file.partition(), key -> new ArrayList<>()).add(local);
      pathsInTable.put(local, file.path());
    }
    List<String> parts = new ArrayList<>();
    parts.add(empty(shard.schema(), withFile));
    if (byPartition.size() > SPELLED_OUT) {
      parts.add(joined(shard, byPartition, withFile, pathsInTable));
    } else {
      byPartition.forEach(
          (partition, files) -> parts.add(files(shard, partition, files, withFile, pathsInTable)));
    }
    return "SELECT %s FROM (%s)"
        .formatted(
            SqlText.identifiers(shard.schema().names()) + (withFile ? ", _file" : ""),
            String.join(" UNION ALL BY NAME ", parts));
  }

  /** A SELECT without rows that has the columns. */
  public static String empty(TableSchema schema, boolean withFile) {
    String columns =
        schema.columns().stream()
            .map(c -> "CAST(NULL AS " + typeName(c.type()) + ") AS " + identifier(c.name()))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + (withFile ? ", CAST(NULL AS VARCHAR) AS _file" : "")
        + " WHERE false";
  }

  private static String files(
      Shard shard,
      Map<String, String> partition,
      List<String> files,
      boolean withFile,
      Map<String, String> pathsInTable) {
    StringBuilder columns = new StringBuilder("* ");
    if (withFile) {
      columns = new StringBuilder("* EXCLUDE (" + LOCAL + ")");
    }
    for (String name : shard.partitionBy()) {
      Column column = shard.schema().column(name).orElseThrow();
      columns
          .append(", CAST(")
          .append(value(column, partition))
          .append(" AS ")
          .append(typeName(column.type()))
          .append(") AS ")
          .append(identifier(name));
    }
    if (withFile) {
      columns
          .append(", element_at(")
          .append(pathMap(files, pathsInTable))
          .append(", " + LOCAL + ")[1] AS _file");
    }
    return "SELECT %s FROM read_parquet(%s, union_by_name = %s, hive_partitioning = false%s)"
        .formatted(
            columns,
            literals(files),
            files.size() > 1,
            withFile ? ", filename = " + literal(LOCAL) : "");
  }

  /** Files beside a list of their values: time is not lost with the square of the partitions. */
  private static String joined(
      Shard shard,
      Map<Map<String, String>, List<String>> byPartition,
      boolean withFile,
      Map<String, String> pathsInTable) {
    List<String> files = byPartition.values().stream().flatMap(List::stream).toList();
    List<String> values = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("f.* EXCLUDE (" + LOCAL + ")"));
    for (String name : shard.partitionBy()) {
      Column column = shard.schema().column(name).orElseThrow();
      List<String> each = new ArrayList<>();
      byPartition.forEach(
          (partition, some) -> some.forEach(file -> each.add(value(column, partition))));
      values.add(
          "CAST(unnest([%s]) AS %s) AS %s"
              .formatted(String.join(", ", each), typeName(column.type()), identifier(name)));
      columns.add("p." + identifier(name));
    }
    values.add("unnest(%s) AS %s".formatted(literals(files), LOCAL));
    if (withFile) {
      values.add(
          "unnest(%s) AS _file"
              .formatted(
                  literals(
                      files.stream().map(file -> pathsInTable.getOrDefault(file, "")).toList())));
      columns.add("p._file");
    }
    return "SELECT %s FROM read_parquet(%s, union_by_name = true, hive_partitioning = false, filename = %s) f JOIN (SELECT %s) p USING (%s)"
        .formatted(
            String.join(", ", columns),
            literals(files),
            literal(LOCAL),
            String.join(", ", values),
            LOCAL);
  }

  /** A value as the log has it; an instant without a zone, as other writers have it, is in UTC. */
  private static String value(Column column, Map<String, String> partition) {
    String value = partition.getOrDefault(column.name(), "");
    boolean plain =
        column.type().equals(ColumnType.TIMESTAMP)
            && value.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");
    return value.isEmpty() ? "NULL" : literal(plain ? value + "Z" : value);
  }

  private static String pathMap(List<String> files, Map<String, String> pathsInTable) {
    List<String> paths = files.stream().map(file -> pathsInTable.getOrDefault(file, "")).toList();
    return "MAP(" + literals(files) + ", " + literals(paths) + ")";
  }
}
