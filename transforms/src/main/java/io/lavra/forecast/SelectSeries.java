package io.lavra.forecast;

import io.lavra.forecast.ForecastSettings.Align;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DuckDB SQL that makes one row of each series, so that observations never flow one by one: the
 * keys, the observations' period numbers and values, and the last period of the series. The lists
 * are ordered by period and value: sums of floating numbers must not depend on the rows' order.
 */
final class SelectSeries {
  static final String PERIODS = "_periods";
  static final String VALUES = "_values";
  static final String LAST = "_last";

  private SelectSeries() {}

  static TableSchema elements(ForecastSettings settings) {
    List<Column> columns = new ArrayList<>(settings.keys());
    columns.add(new Column(PERIODS, ColumnType.arrayOf(ColumnType.BIGINT)));
    columns.add(new Column(VALUES, ColumnType.arrayOf(ColumnType.DOUBLE)));
    columns.add(new Column(LAST, ColumnType.BIGINT));
    return new TableSchema(columns);
  }

  static String sql(ForecastSettings settings) {
    String keys =
        settings.keys().stream().map(key -> quoted(key.name())).collect(Collectors.joining(", "));
    return """
        with observed as (
          select %s, %s as _period, cast(%s as double) as _value from %s
        ), used as (
          select *, _period is not null and isfinite(_value)%s as _used from observed
        )
        select %s,
          list(_period order by _period, _value) filter (_used) as _periods,
          list(_value order by _period, _value) filter (_used) as _values,
          %s as _last
        from used group by %s"""
        .formatted(
            keys,
            settings.frequency().sqlNumber(timestamp(settings)),
            quoted(settings.value().name()),
            Forecast.INPUT,
            until(settings),
            keys,
            last(settings),
            keys);
  }

  private static String timestamp(ForecastSettings settings) {
    String time = quoted(settings.time().name());
    return settings.time().type().equals(ColumnType.TIMESTAMP)
        ? "timezone('%s', cast(%s as timestamptz))".formatted(settings.zone(), time)
        : "cast(%s as timestamp)".formatted(time);
  }

  private static String until(ForecastSettings settings) {
    return untilPeriod(settings).isEmpty() ? "" : " and _period <= " + untilPeriod(settings);
  }

  private static String last(ForecastSettings settings) {
    String all = "(select coalesce(max(_period) filter (_used), max(_period)) from used)";
    String end = untilPeriod(settings).isEmpty() ? all : untilPeriod(settings);
    return settings.align() == Align.LAST
        ? end
        : "coalesce(max(_period) filter (_used), %s)".formatted(end);
  }

  /** An {@code until} inside an hourly series' day means the day's last hour. */
  private static String untilPeriod(ForecastSettings settings) {
    if (settings.until() == null) {
      return "";
    }
    LocalDateTime moment = settings.until().plusDays(1).atStartOfDay().minusNanos(1);
    return "cast(%s as bigint)".formatted(settings.frequency().number(moment));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
