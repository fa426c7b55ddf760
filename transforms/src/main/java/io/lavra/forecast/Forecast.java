package io.lavra.forecast;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code transform: forecast}: continues every series of its input, named {@code series}.
 *
 * <p>{@code with}: {@code keys}, the columns that tell series apart; {@code time}, a date or
 * timestamp; {@code value}, a number; {@code frequency}, hour, day, week (from Monday), month,
 * quarter or year; {@code horizon}, periods ahead; and where the defaults do not suit: {@code
 * levels} of intervals, [80, 95]; {@code season} in periods, by default 24, 7, 52, 12, 4, 1; {@code
 * until}, a date: learn from no later period than the one that holds it; {@code fill}: {@code zero}
 * or {@code previous} for periods without a value; {@code align}: {@code last}, all series end with
 * the input's last period that has a value (or that of {@code until}), or {@code own}, each ends
 * with its own; {@code timezone} in which timestamps have days and months, UTC (hours are always
 * those of UTC).
 *
 * <p>Gives one row per key and step: the keys, the time (when the period forecast begins), {@code
 * step} from 1, {@code forecast}, {@code lower_80}, {@code upper_80} and so on per level, {@code
 * model}, {@code model_hash}, {@code trained_until} (when the last period learnt from begins). A
 * key without any value forecasts 0, or null with {@code fill: previous}, model {@code none}.
 */
public final class Forecast implements TableTransform {
  static final String INPUT = "series";

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public Prepared prepare(
      Map<String, Object> with, Map<String, TableSchema> inputs, Optional<TableSchema> previous) {
    TableSchema input = inputs.get(INPUT);
    if (input == null || inputs.size() != 1) {
      throw new IllegalArgumentException(
          "forecast: inputs must name one table, e.g. inputs: { series: silver.demand_monthly }, but names %s."
              .formatted(inputs.isEmpty() ? "none" : String.join(", ", inputs.keySet())));
    }
    ForecastSettings settings = ForecastSettings.read(with, input);
    TableSchema elements = SelectSeries.elements(settings);
    TableSchema output = output(settings);
    return new Prepared(
        SelectSeries.sql(settings),
        elements,
        output,
        new ForecastSeries(settings, output),
        SeriesForecast.CODE_VERSION);
  }

  private static TableSchema output(ForecastSettings settings) {
    List<Column> columns = new ArrayList<>(settings.keys());
    columns.add(settings.time());
    columns.add(new Column("step", ColumnType.INT));
    columns.add(new Column("forecast", ColumnType.DOUBLE));
    for (int level : settings.levels()) {
      columns.add(new Column("lower_" + level, ColumnType.DOUBLE));
      columns.add(new Column("upper_" + level, ColumnType.DOUBLE));
    }
    columns.add(new Column("model", ColumnType.STRING));
    columns.add(new Column("model_hash", ColumnType.STRING));
    columns.add(new Column("trained_until", settings.time().type()));
    try {
      return new TableSchema(columns);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "forecast: %s among the columns it would give. Rename the key or time column in the table that series comes from."
              .formatted(e.getMessage()),
          e);
    }
  }
}
