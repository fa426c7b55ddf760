package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The oldest or the newest time of a column against one that the run's logical date gives.
 *
 * @param extreme seconds since 1970
 * @param newest whether it is the newest
 * @param lower whether the bound is one from below
 * @param ofNothing whether it holds where there is no time at all
 */
record RelativeBounds(
    ColumnUse use,
    Measure extreme,
    boolean newest,
    RelativeTime bound,
    boolean lower,
    boolean strict,
    boolean ofNothing)
    implements Statement {
  private static final List<String> ENDS = List.of("min_value", "max_value");

  /** Whether an end of the range is such a time. */
  static boolean speak(Arguments arguments) {
    return ENDS.stream().anyMatch(end -> arguments.find(end).orElse(null) instanceof RelativeTime);
  }

  /** {@code min} or {@code max} of a column. */
  static Statement of(Arguments arguments, boolean newest) {
    return statement(arguments, List.of(newest, newest), false);
  }

  /** All values of a column: the oldest is not below, the newest not above. */
  static Statement ofAll(Arguments arguments) {
    if (arguments.mostly() < 1) {
      throw arguments.illegal(
          "takes no \"mostly\" beside now(). Remove it, or write a date instead of now().");
    }
    return statement(arguments, List.of(false, true), true);
  }

  private static Statement statement(Arguments arguments, List<Boolean> newest, boolean ofNothing) {
    List<Statement> parts =
        java.util.stream.IntStream.range(0, 2)
            .filter(i -> arguments.find(ENDS.get(i)).isPresent())
            .mapToObj(i -> (Statement) end(arguments, i == 0, newest.get(i), ofNothing))
            .toList();
    return parts.size() == 1 ? parts.get(0) : new AllOrAny(true, parts);
  }

  private static RelativeBounds end(
      Arguments arguments, boolean lower, boolean newest, boolean ofNothing) {
    String name = lower ? "min_value" : "max_value";
    if (!(arguments.find(name).orElseThrow() instanceof RelativeTime bound)) {
      throw arguments.mistyped(
          name, "now() with a timedelta, as the other bound", arguments.find(name).orElseThrow());
    }
    String column = arguments.text("column");
    Measure extreme =
        Rows.of(arguments).epoch(newest ? "newest" : "oldest", column, newest ? "max" : "min");
    boolean strict = arguments.flag(lower ? "strict_min" : "strict_max");
    return new RelativeBounds(
        ColumnUse.times(column), extreme, newest, bound, lower, strict, ofNothing);
  }

  @Override
  public Optional<String> column() {
    return Optional.of(use.column());
  }

  @Override
  public List<Measure> measures() {
    return List.of(extreme);
  }

  @Override
  public List<ColumnUse> uses() {
    return List.of(use);
  }

  @Override
  public Judgement judge(Measured measured) {
    OptionalDouble seconds = measured.number(extreme);
    Instant limit = bound.at(measured.asOf());
    String observed = seconds.isEmpty() ? "" : instant(seconds.getAsDouble()).toString();
    boolean holds = seconds.isEmpty() ? ofNothing : holds(seconds.getAsDouble(), limit);
    String sign = lower ? (strict ? "after" : "not before") : strict ? "before" : "not after";
    return new Judgement(
        Analyzers.customSql(extreme.sql() + bound + lower + strict),
        OptionalDouble.of(holds ? 1 : 0),
        truth -> truth == 1,
        observed,
        "%s of %s is %s, expected %s %s (%s)"
            .formatted(
                newest ? "max" : "min",
                use.column(),
                seconds.isEmpty() ? "unknown: there is nothing to measure" : observed,
                sign,
                limit,
                bound));
  }

  private boolean holds(double seconds, Instant limit) {
    int order = instant(seconds).compareTo(limit);
    return lower ? (strict ? order > 0 : order >= 0) : strict ? order < 0 : order <= 0;
  }

  private static Instant instant(double seconds) {
    return Instant.EPOCH.plusNanos(Math.round(seconds * 1e6) * 1000);
  }
}
