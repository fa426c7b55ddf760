package io.lavra.table.reading;

import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.table.reading.Notation.ClockChange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a time without an offset means in a zone. DuckDB reads a time that occurs twice as the later
 * one, and a time that never occurs with the offset before the change. Only times of day at which
 * the zone's clocks have ever been changed are looked at again.
 *
 * @param hours the times of day that ever occurred twice, or never: from (inclusive) to
 *     (exclusive), in seconds
 * @param repeated by how many seconds clocks were ever put back
 */
record LocalTimes(
    String zone, ClockChange change, TreeMap<Integer, Integer> hours, TreeSet<Long> repeated) {
  private static final int DAY = 86_400;

  /** The rules that hold today repeat for ever. */
  private static final Instant ENOUGH = Instant.parse("2100-01-01T00:00:00Z");

  static LocalTimes of(String zone, ClockChange change) {
    TreeMap<Integer, Integer> hours = new TreeMap<>();
    TreeSet<Long> repeated = new TreeSet<>();
    for (ZoneOffsetTransition transition : transitions(ZoneId.of(zone).getRules())) {
      if (transition.isOverlap()) {
        repeated.add(-transition.getDuration().getSeconds());
        add(hours, transition.getDateTimeAfter(), transition.getDateTimeBefore());
      } else if (change != ClockChange.EARLIER) {
        add(hours, transition.getDateTimeBefore(), transition.getDateTimeAfter());
      }
    }
    return new LocalTimes(zone, change, hours, repeated);
  }

  private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
    while (next != null && next.getInstant().isBefore(ENOUGH)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return transitions;
  }

  private static void add(TreeMap<Integer, Integer> hours, LocalDateTime from, LocalDateTime to) {
    int start = from.toLocalTime().toSecondOfDay();
    long length = Duration.between(from, to).getSeconds();
    if (length >= DAY) {
      put(hours, 0, DAY);
    } else if (start + length > DAY) {
      put(hours, start, DAY);
      put(hours, 0, (int) (start + length) - DAY);
    } else {
      put(hours, start, (int) (start + length));
    }
  }

  /** Adds a stretch, made one with those that it touches. */
  private static void put(TreeMap<Integer, Integer> hours, int from, int to) {
    int start = from;
    int end = to;
    var before = hours.floorEntry(end);
    while (before != null && before.getValue() >= start) {
      start = Math.min(start, before.getKey());
      end = Math.max(end, before.getValue());
      hours.remove(before.getKey());
      before = hours.floorEntry(end);
    }
    hours.put(start, end);
  }

  /** Whether DuckDB reads every time as it is meant. */
  boolean isPlain() {
    return hours.isEmpty();
  }

  /** The instant of a TIMESTAMP. */
  String instant(String local) {
    String instant = "timezone(%s, %s)".formatted(literal(zone), local);
    return isPlain()
        ? instant
        : "CASE WHEN %s THEN %s ELSE %s END"
            .formatted(mayChange(local), changed(local, instant), instant);
  }

  private String mayChange(String local) {
    String seconds = "(epoch_us(%s) // 1000000 %% %s + %s) %% %s".formatted(local, DAY, DAY, DAY);
    return hours.entrySet().stream()
        .map(e -> "%s BETWEEN %s AND %s".formatted(seconds, e.getKey() - 1, e.getValue()))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String changed(String local, String instant) {
    return switch (change) {
      case EARLIER -> "coalesce(%s%s)".formatted(earlier(local, instant), instant);
      case LATER ->
          "make_timestamptz(epoch_us(%1$s) - (epoch_us(timezone(%2$s, %1$s)) - epoch_us(%3$s)))"
              .formatted(instant, literal(zone), local);
      case QUARANTINE ->
          "CASE WHEN coalesce(%snull) IS NULL AND timezone(%s, %s) = %s THEN %s END"
              .formatted(earlier(local, instant), literal(zone), instant, local, instant);
    };
  }

  /** Instants before the one that DuckDB takes, at which the clock shows the same. */
  private String earlier(String local, String instant) {
    return repeated.stream()
        .map(
            seconds ->
                "CASE WHEN timezone(%1$s, %2$s) = %3$s THEN %2$s END, "
                    .formatted(
                        literal(zone),
                        "make_timestamptz(epoch_us(%s) - %s)"
                            .formatted(instant, seconds * 1_000_000),
                        local))
        .collect(Collectors.joining());
  }

  /** What to say of a local TIMESTAMP that is kept back because clocks change. */
  List<Remedy> remedies(String local) {
    return change != ClockChange.QUARANTINE || isPlain()
        ? List.of()
        : List.of(
            Remedy.of(
                "%s IS NOT NULL AND %s IS NULL".formatted(local, instant(local)),
                "clocks change then in %s, so it occurs twice or never; declare clock-change: earlier or later"
                    .formatted(zone)));
  }
}
