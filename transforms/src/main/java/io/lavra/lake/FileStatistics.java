package io.lavra.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Delta's statistics of a file, as wide as they must be for readers that skip files to lose no row.
 *
 * <p>A column whose bounds are not known, or must not be told because its values are personal, gets
 * the bounds of its type, which say nothing. Leaving them out is what Delta allows, but then the
 * Python package deltalake 1.6 takes a filter on that column to be false for the whole file.
 *
 * @param json {@code numRecords}, {@code minValues}, {@code maxValues}, {@code nullCount}
 */
record FileStatistics(long rows, String json) {
  /** How many columns Delta describes. */
  static final int COLUMNS = 32;

  static FileStatistics of(ParquetMetadata footer, TableSchema schema, Set<String> partition) {
    long rows = footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("numRecords", rows);
    ObjectNode min = json.putObject("minValues");
    ObjectNode max = json.putObject("maxValues");
    ObjectNode nulls = json.putObject("nullCount");
    schema.columns().stream()
        .filter(column -> !partition.contains(column.name()))
        .limit(COLUMNS)
        .filter(column -> !column.type().isArray())
        .forEach(
            column -> {
              List<ColumnChunkMetaData> chunks = chunks(footer, column);
              if (!column.personal()) {
                (chunks.isEmpty() ? Optional.of(rows) : nulls(chunks))
                    .ifPresent(count -> nulls.put(column.name(), count));
              }
              Bounds bounds =
                  column.personal() || chunks.isEmpty()
                      ? Bounds.UNKNOWN
                      : bounds(chunks, column.type());
              Bounds widest = StatisticValues.widest(column.type());
              bounds.min().or(widest::min).ifPresent(value -> min.set(column.name(), value));
              bounds.max().or(widest::max).ifPresent(value -> max.set(column.name(), value));
            });
    return new FileStatistics(rows, json.toString());
  }

  /** The ends of a column's values; either may be unknown. */
  record Bounds(Optional<JsonNode> min, Optional<JsonNode> max) {
    static final Bounds UNKNOWN = new Bounds(Optional.empty(), Optional.empty());
  }

  private static List<ColumnChunkMetaData> chunks(ParquetMetadata footer, Column column) {
    ColumnPath path = ColumnPath.get(column.name());
    return footer.getBlocks().stream()
        .flatMap(block -> block.getColumns().stream())
        .filter(chunk -> chunk.getPath().equals(path))
        .toList();
  }

  private static Optional<Long> nulls(List<ColumnChunkMetaData> chunks) {
    long count = 0;
    for (ColumnChunkMetaData chunk : chunks) {
      Statistics<?> statistics = chunk.getStatistics();
      if (statistics == null || !statistics.isNumNullsSet()) {
        return Optional.empty();
      }
      count += statistics.getNumNulls();
    }
    return Optional.of(count);
  }

  private static Bounds bounds(List<ColumnChunkMetaData> chunks, ColumnType type) {
    Optional<Statistics<?>> whole = Optional.empty();
    for (ColumnChunkMetaData chunk : chunks) {
      Statistics<?> statistics = chunk.getStatistics();
      if (statistics == null || !isComplete(statistics, chunk.getValueCount())) {
        return Bounds.UNKNOWN;
      }
      if (statistics.hasNonNullValue()) {
        whole = Optional.of(whole.isEmpty() ? statistics.copy() : merged(whole.get(), statistics));
      }
    }
    return whole.map(statistics -> StatisticValues.bounds(statistics, type)).orElse(Bounds.UNKNOWN);
  }

  /** Whether the bounds speak for every value: they are there, or there is no value. */
  private static boolean isComplete(Statistics<?> statistics, long values) {
    return statistics.hasNonNullValue()
        || (statistics.isNumNullsSet() && statistics.getNumNulls() == values);
  }

  private static Statistics<?> merged(Statistics<?> whole, Statistics<?> part) {
    whole.mergeStatistics(part);
    return whole;
  }
}
