package io.lavra.quality.suggest;

import static io.lavra.quality.suggest.Proposal.arguments;

import io.lavra.quality.profile.ColumnProfile;
import io.lavra.quality.profile.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ranges of numbers, wider than what was seen; a few rows may lie without where tails are long. */
final class RangeProposals {
  private static final String BETWEEN = "expect_column_values_to_be_between";

  /** What is written is wider by this many spans, what is tried by {@link #NARROW}. */
  private static final double WIDE = 0.5;

  private static final double NARROW = 0.1;
  private static final double MOSTLY = 0.95;

  private final ColumnProfile column;
  private final double min;
  private final double max;
  private final double low;
  private final double high;

  private RangeProposals(ColumnProfile column, Spread spread) {
    this.column = column;
    this.min = number(spread.min());
    this.max = number(spread.max());
    this.low = number(spread.quantiles().getOrDefault(1, spread.min()));
    this.high = number(spread.quantiles().getOrDefault(99, spread.max()));
  }

  /** None for a column whose every row has another value: such numbers count on. */
  static List<Proposal> of(ColumnProfile column) {
    if (!column.type().isNumeric() || column.isKey() || column.spread().isEmpty()) {
      return List.of();
    }
    RangeProposals range = new RangeProposals(column, column.spread().get());
    boolean isFinite = Double.isFinite(range.min) && Double.isFinite(range.max);
    return isFinite && range.max > range.min ? range.proposals() : List.of();
  }

  private List<Proposal> proposals() {
    List<Proposal> proposals = new ArrayList<>();
    boolean tailsAreShort = max - high <= high - low && low - min <= high - low;
    if (tailsAreShort) {
      proposals.add(
          new Proposal(
              BETWEEN,
              range(min, max, WIDE, 1),
              range(min, max, NARROW, 1),
              "%s … %s seen".formatted(text(min), text(max))));
      return proposals;
    }
    if (min >= 0) {
      proposals.add(
          Proposal.of(
              BETWEEN,
              arguments("column", column.name(), "min_value", 0),
              "none below 0 seen, the least is %s".formatted(text(min))));
    }
    if (high > low) {
      proposals.add(
          new Proposal(
              BETWEEN,
              range(low, high, 2 * WIDE, MOSTLY),
              range(low, high, 2 * WIDE, MOSTLY + 0.01),
              "98 per cent within %s … %s, the extremes are %s and %s"
                  .formatted(text(low), text(high), text(min), text(max))));
    }
    return proposals;
  }

  private Map<String, Object> range(double from, double to, double wider, double mostly) {
    double more = (to - from) * wider;
    double least = min >= 0 ? Math.max(0, from - more) : from - more;
    Map<String, Object> arguments =
        arguments(
            "column",
            column.name(),
            "min_value",
            round(least, RoundingMode.FLOOR),
            "max_value",
            round(to + more, RoundingMode.CEILING));
    if (mostly < 1) {
      arguments.put("mostly", mostly);
    }
    return arguments;
  }

  /** Outwards, to three digits. */
  private static Object round(double number, RoundingMode outwards) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(3, outwards));
    boolean isWhole = rounded.stripTrailingZeros().scale() <= 0;
    return isWhole && Math.abs(number) < 1e15
        ? (Object) rounded.longValueExact()
        : (Object) rounded.doubleValue();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException infinite) {
      return Double.NaN;
    }
  }

  private static String text(double number) {
    return new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
