package io.lavra.lake.parquet;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows of {@link ParquetValues stored} values to Parquet, column by column, under the names
 * the table gives them.
 */
final class RowWriteSupport extends WriteSupport<@Nullable Object[]> {
  /** The footer's key under which columns with NaN are named: Parquet's statistics pass over it. */
  static final String NOT_NUMBERS = "lavra.nan";

  private final List<Column> columns;
  private final Set<Integer> notNumbers = new TreeSet<>();

  @SuppressWarnings("NullAway.Init") // Parquet calls prepareForWrite before the first row
  private RecordConsumer consumer;

  RowWriteSupport(TableSchema schema) {
    this.columns = schema.columns();
  }

  @Override
  public WriteContext init(ParquetConfiguration settings) {
    return new WriteContext(ParquetSchemas.of(new TableSchema(columns)), Map.of());
  }

  @Override
  public WriteContext init(Configuration settings) {
    throw new UnsupportedOperationException("Hadoop's settings are not used");
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(@Nullable Object[] stored) {
    consumer.startMessage();
    for (int i = 0; i < stored.length; i++) {
      if (stored[i] instanceof Number number && Double.isNaN(number.doubleValue())) {
        notNumbers.add(i);
      }
      field(columns.get(i).name(), i, stored[i]);
    }
    consumer.endMessage();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(
        notNumbers.isEmpty()
            ? Map.of()
            : Map.of(
                NOT_NUMBERS,
                notNumbers.stream()
                    .map(i -> columns.get(i).name())
                    .collect(Collectors.joining("\n"))));
  }

  private void field(String name, int index, @Nullable Object value) {
    if (value != null) {
      consumer.startField(name, index);
      value(value);
      consumer.endField(name, index);
    }
  }

  private void value(Object value) {
    if (value instanceof Binary binary) {
      consumer.addBinary(binary);
    } else if (value instanceof Integer number) {
      consumer.addInteger(number);
    } else if (value instanceof Long number) {
      consumer.addLong(number);
    } else if (value instanceof Float number) {
      consumer.addFloat(number);
    } else if (value instanceof Double number) {
      consumer.addDouble(number);
    } else if (value instanceof Boolean truth) {
      consumer.addBoolean(truth);
    } else {
      list((List<?>) value);
    }
  }

  private void list(List<? extends @Nullable Object> elements) {
    consumer.startGroup();
    if (!elements.isEmpty()) {
      consumer.startField("list", 0);
      for (Object element : elements) {
        consumer.startGroup();
        field("element", 0, element);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }
}
