package io.lavra.forecast;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be forecast, checked against the input's columns.
 *
 * @param keys the columns that tell series apart
 * @param time the column of times, of type date or timestamp
 * @param value the column of values
 * @param season periods in a season
 * @param until the last day to learn from; null for all there is
 * @param align where series end
 * @param zone whose days and months timestamps are counted in; hours are always counted in UTC,
 *     which has no hour twice
 */
record ForecastSettings(
    List<Column> keys,
    Column time,
    Column value,
    Frequency frequency,
    int horizon,
    List<Integer> levels,
    int season,
    @Nullable LocalDate until,
    Fill fill,
    Align align,
    String zone)
    implements Serializable {
  private static final List<String> KNOWN =
      List.of(
          "keys",
          "time",
          "value",
          "frequency",
          "horizon",
          "levels",
          "season",
          "until",
          "fill",
          "align",
          "timezone");
  private static final int LONGEST_HORIZON = 1000;
  private static final int LONGEST_SEASON = 1000;

  /** Where series end. */
  enum Align {
    /** All with the last period of the input, or that of {@code until}. */
    LAST,
    /** Each with its own last observation. */
    OWN
  }

  static ForecastSettings read(Map<String, Object> with, TableSchema input) {
    Settings settings = new Settings(with);
    settings.allowOnly(KNOWN);
    Frequency frequency = settings.choice("frequency", Frequency.values(), null);
    return new ForecastSettings(
        settings.texts("keys").stream().map(name -> column("keys", name, input)).toList(),
        time(column("time", settings.text("time"), input), frequency),
        value(column("value", settings.text("value"), input)),
        frequency,
        settings.number("horizon", 1, LONGEST_HORIZON),
        settings.numbers("levels", 1, 99, List.of(80, 95)),
        settings.number("season", 1, LONGEST_SEASON, frequency.season()),
        until(settings),
        settings.choice("fill", Fill.values(), Fill.ZERO),
        settings.choice("align", Align.values(), Align.LAST),
        frequency == Frequency.HOUR ? "UTC" : zone(settings));
  }

  private static Column column(String key, String name, TableSchema input) {
    return input
        .column(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "forecast: with.%s names \"%s\", which is no column of series. Did you mean \"%s\"? Its columns: %s."
                        .formatted(
                            key,
                            name,
                            Nearest.to(name, input.names()),
                            String.join(", ", input.names()))));
  }

  private static Column time(Column column, Frequency frequency) {
    boolean isTimestamp = column.type().equals(ColumnType.TIMESTAMP);
    if (isTimestamp || (column.type().equals(ColumnType.DATE) && frequency != Frequency.HOUR)) {
      return column;
    }
    throw new IllegalArgumentException(
        "forecast: with.time names \"%s\" of type %s; frequency %s needs %s. Cast it in the table that series comes from."
            .formatted(
                column.name(),
                column.type(),
                frequency.name().toLowerCase(Locale.ROOT),
                frequency == Frequency.HOUR ? "a timestamp" : "a date or a timestamp"));
  }

  private static Column value(Column column) {
    if (column.type().isNumeric()) {
      return column;
    }
    throw new IllegalArgumentException(
        "forecast: with.value names \"%s\" of type %s, which is no number. Cast it in the table that series comes from."
            .formatted(column.name(), column.type()));
  }

  private static @Nullable LocalDate until(Settings settings) {
    String text = settings.text("until", "");
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw settings.wrong("until", "a date such as 2024-12-31", text);
    }
  }

  private static String zone(Settings settings) {
    String zone = settings.text("timezone", "UTC");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw settings.wrong(
          "timezone",
          "a zone such as \"%s\"".formatted(Nearest.to(zone, ZoneId.getAvailableZoneIds())),
          zone);
    }
    return zone;
  }
}
