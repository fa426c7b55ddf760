package io.lavra.forecast;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TransformOptions;
import io.lavra.words.Nearest;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be forecast, checked against the input's columns.
 *
 * @param keys the columns that tell series apart
 * @param time the column of times, of type date or timestamp
 * @param value the column of values
 * @param season periods in a season
 * @param until the last day to learn from; null for all
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
    TransformOptions options = new TransformOptions("forecast", with, KNOWN);
    Frequency frequency = options.choice("frequency", Frequency.class, null);
    return new ForecastSettings(
        options.texts("keys").stream().map(name -> options.column("keys", name, input)).toList(),
        time(options.column("time", options.text("time"), input), frequency),
        value(options.column("value", options.text("value"), input)),
        frequency,
        options.wholeNumber("horizon", 1, LONGEST_HORIZON),
        options.wholeNumbers("levels", List.of(80, 95), 1, 99),
        options.wholeNumber("season", frequency.season(), 1, LONGEST_SEASON),
        until(options),
        options.choice("fill", Fill.class, Fill.ZERO),
        options.choice("align", Align.class, Align.LAST),
        frequency == Frequency.HOUR ? "UTC" : zone(options));
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

  private static @Nullable LocalDate until(TransformOptions options) {
    Optional<String> text = options.optional("until");
    try {
      return text.map(LocalDate::parse).orElse(null);
    } catch (DateTimeParseException e) {
      throw options.wrong("until", text.get(), "a date such as 2024-12-31");
    }
  }

  private static String zone(TransformOptions options) {
    String zone = options.text("timezone", "UTC");
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (!known.contains(zone)) {
      String near = Nearest.find(zone, new TreeSet<>(known)).orElse("America/Sao_Paulo");
      throw options.wrong("timezone", zone, "a zone such as " + near);
    }
    return zone;
  }
}
