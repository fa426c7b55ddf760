package io.lavra.table.job;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.EngineSettings;
import io.lavra.table.RowSchemas;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.InputViews;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * From tables to rows: the bridge for steps whose work per row is milliseconds. The statement
 * should give few, large rows, such as one per series.
 */
public final class ReadRows extends PTransform<PBegin, PCollection<Row>> {
  /**
   * What to read.
   *
   * @param inputs the tables the statement reads, by its names for them
   * @param select DuckDB SQL
   * @param schema the columns it gives
   */
  public record Query(Map<String, Shard> inputs, String select, TableSchema schema)
      implements Serializable {
    public Query {
      inputs = new TreeMap<>(inputs);
    }
  }

  private final Query query;
  private final EngineSettings settings;

  private ReadRows(Query query, EngineSettings settings) {
    this.query = query;
    this.settings = settings;
  }

  public static ReadRows of(Query query, EngineSettings settings) {
    return new ReadRows(query, settings);
  }

  @Override
  public PCollection<Row> expand(PBegin begin) {
    return begin
        .apply(Create.of(List.of(1)))
        .apply("ReadRows", ParDo.of(new ReadFn(query, settings)))
        .setRowSchema(RowSchemas.of(query.schema()))
        .apply(Reshuffle.viaRandomKey());
  }

  private static final class ReadFn extends DoFn<Integer, Row> {
    private final Query query;
    private final EngineSettings settings;

    ReadFn(Query query, EngineSettings settings) {
      this.query = query;
      this.settings = settings;
    }

    @ProcessElement
    public void process(PipelineOptions options, OutputReceiver<Row> output) throws Exception {
      Schema schema = RowSchemas.of(query.schema());
      try (WorkerLog log = WorkerLog.of(options);
          DuckDb duckDb = Attempt.patiently(this::open)) {
        duckDb.forEach(query.select(), row -> output.output(toRow(row, query.schema(), schema)));
      }
    }

    private DuckDb open() throws IOException {
      DuckDb duckDb = DuckDb.open(settings, settings.cores(), query.inputs().values());
      try {
        InputViews.create(duckDb, query.inputs(), List.of());
        return duckDb;
      } catch (IOException | RuntimeException e) {
        duckDb.close();
        throw e;
      }
    }
  }

  private static Row toRow(List<@Nullable Object> values, TableSchema table, Schema schema) {
    List<@Nullable Object> converted = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Column column = table.columns().get(i);
      converted.add(convert(values.get(i), column.type()));
    }
    return Row.withSchema(schema).attachValues(converted);
  }

  private static @Nullable Object convert(@Nullable Object value, ColumnType type) {
    if (value == null) {
      return null;
    }
    if (type.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      ((List<?>) value).forEach(item -> items.add(convert(item, type.element())));
      return items;
    }
    return switch (type.text()) {
      case "string" -> value.toString();
      case "int" -> ((Number) value).intValue();
      case "bigint" -> ((Number) value).longValue();
      case "float" -> ((Number) value).floatValue();
      case "double" -> ((Number) value).doubleValue();
      case "date" -> value instanceof LocalDate ? value : ((Date) value).toLocalDate();
      case "timestamp" -> instant(value);
      default -> value;
    };
  }

  private static Instant instant(Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : ((Timestamp) value).toInstant();
  }
}
