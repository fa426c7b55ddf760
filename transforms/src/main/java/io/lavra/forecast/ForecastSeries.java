package io.lavra.forecast;

import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.RowSchemas;
import io.lavra.table.TableException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** From rows of {@link SelectSeries}, one per series, to rows of forecasts, one per step. */
final class ForecastSeries extends PTransform<PCollection<Row>, PCollection<Row>> {
  private static final int BUCKETS = 16;

  private final ForecastSettings settings;
  private final TableSchema output;

  ForecastSeries(ForecastSettings settings, TableSchema output) {
    this.settings = settings;
    this.output = output;
  }

  /** Series are spread over workers first: one statement gave them all. */
  @Override
  public PCollection<Row> expand(PCollection<Row> series) {
    return series
        .apply("Spread", Reshuffle.<Row>viaRandomKey().withNumBuckets(BUCKETS))
        .apply("Forecast", ParDo.of(new ForecastFn(settings, output)))
        .setRowSchema(RowSchemas.of(output));
  }

  private static final class ForecastFn extends DoFn<Row, Row> {
    private final ForecastSettings settings;
    private final Schema schema;

    ForecastFn(ForecastSettings settings, TableSchema output) {
      this.settings = settings;
      this.schema = RowSchemas.of(output);
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Row> out) {
      Series series = series(row);
      SeriesForecast forecast =
          SeriesForecast.of(series, settings.season(), settings.horizon(), settings.levels());
      for (int step = 0; step < settings.horizon(); step++) {
        out.output(row(row, series.last(), forecast, step));
      }
    }

    private Series series(Row row) {
      Long last = row.getInt64(SelectSeries.LAST);
      if (last == null) {
        throw new TableException(
            "forecast: no row of series has a time in column \"%s\", so there is no period to forecast. Correct the table that series comes from, or drop those rows."
                .formatted(settings.time().name()));
      }
      Collection<Long> periods = orEmpty(row.<Long>getArray(SelectSeries.PERIODS));
      Collection<Double> values = orEmpty(row.<Double>getArray(SelectSeries.VALUES));
      return Series.fill(
          periods.stream().mapToLong(Long::longValue).toArray(),
          values.stream().mapToDouble(Double::doubleValue).toArray(),
          last,
          settings.fill());
    }

    private Row row(Row keys, long last, SeriesForecast forecast, int step) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < settings.keys().size(); i++) {
        values.add(keys.<Object>getValue(i));
      }
      values.add(time(last + step + 1));
      values.add(step + 1);
      values.add(known(forecast.forecast()[step]));
      for (int level = 0; level < settings.levels().size(); level++) {
        values.add(known(forecast.lower()[level][step]));
        values.add(known(forecast.upper()[level][step]));
      }
      values.add(forecast.model());
      values.add(forecast.modelHash());
      values.add(time(last));
      return Row.withSchema(schema).addValues(values).build();
    }

    private Object time(long period) {
      LocalDateTime start = settings.frequency().start(period);
      return settings.time().type().equals(ColumnType.DATE)
          ? start.toLocalDate()
          : start.atZone(ZoneId.of(settings.zone())).toInstant();
    }

    private static @Nullable Double known(double value) {
      return Double.isNaN(value) ? null : value;
    }

    private static <T> Collection<T> orEmpty(@Nullable Collection<T> values) {
      return values == null ? List.of() : values;
    }
  }
}
