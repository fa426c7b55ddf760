package io.lavra.lake.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
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
 * <p>A column whose values are personal gets the bounds of its type, which say nothing: a column
 * without bounds beside others with them makes the Python package deltalake 1.6 take a filter on it
 * to be false for the whole file. Where a column has values without any true bound (NaN, infinity),
 * no column gets any, and every reader looks into the file.
 *
 * @param json {@code numRecords}; {@code minValues}, {@code maxValues}, {@code nullCount}
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
    List<Column> described =
        schema.columns().stream()
            .filter(column -> !partition.contains(column.name()))
            .limit(COLUMNS)
            .filter(column -> !column.type().isArray())
            .toList();
    List<String> notNumbers =
        Splitter.on('\n')
            .splitToList(
                footer
                    .getFileMetaData()
                    .getKeyValueMetaData()
                    .getOrDefault(RowWriteSupport.NOT_NUMBERS, ""));
    for (Column column : described) {
      List<ColumnChunkMetaData> chunks = chunks(footer, column);
      if (!column.personal()) {
        (chunks.isEmpty() ? Optional.of(rows) : nulls(chunks))
            .ifPresent(count -> nulls.put(column.name(), count));
      }
      if (column.type().equals(ColumnType.BINARY)) {
        continue; // has no order, and no reader looks for one
      }
      Optional<Bounds> bounds =
          notNumbers.contains(column.name()) ? Optional.empty() : bounds(chunks, column);
      if (bounds.isEmpty()) {
        return new FileStatistics(rows, "{\"numRecords\":%s}".formatted(rows));
      }
      min.set(column.name(), bounds.get().min());
      max.set(column.name(), bounds.get().max());
    }
    return new FileStatistics(rows, json.toString());
  }

  /** The ends of a column's values. */
  record Bounds(JsonNode min, JsonNode max) {}

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

  /** Bounds of all values; empty if there may be none. */
  private static Optional<Bounds> bounds(List<ColumnChunkMetaData> chunks, Column column) {
    Optional<Statistics<?>> whole = Optional.empty();
    for (ColumnChunkMetaData chunk : chunks) {
      Statistics<?> statistics = chunk.getStatistics();
      if (statistics == null || !isComplete(statistics, chunk.getValueCount())) {
        return Optional.empty();
      }
      if (statistics.hasNonNullValue()) {
        whole = Optional.of(whole.isEmpty() ? statistics.copy() : merged(whole.get(), statistics));
      }
    }
    Bounds widest = StatisticValues.widest(column.type());
    if (whole.isEmpty()) {
      return Optional.of(widest);
    }
    Optional<Bounds> bounds = StatisticValues.bounds(whole.get(), column.type());
    return column.personal()
        ? bounds.filter(told -> StatisticValues.isWithin(told, widest)).map(told -> widest)
        : bounds;
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
