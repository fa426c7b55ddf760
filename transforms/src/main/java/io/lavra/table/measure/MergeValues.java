package io.lavra.table.measure;

import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.table.TableException;
import io.lavra.table.duckdb.DuckDb;
import java.math.BigDecimal;
import java.util.Optional;

/** Measurements of two parts of a table as one of the whole. */
final class MergeValues {
  private MergeValues() {}

  /** Empty where the two cannot be merged, and all rows have to be read. */
  static Optional<String> merge(
      DuckDb duckDb, Measure measure, String known, Optional<Measurement> added) {
    if (added.isEmpty()) {
      return Optional.of(known);
    }
    String more = added.get().text();
    try {
      return switch (measure.merge()) {
        case ADD -> Optional.of(sum(known, more));
        case MOMENTS -> Optional.of(Moments.parse(known).plus(Moments.parse(more)).toString());
        case LEAST -> extreme(duckDb, "least", known, added.get());
        case GREATEST -> extreme(duckDb, "greatest", known, added.get());
        case NONE -> Optional.empty();
      };
    } catch (NumberFormatException | TableException e) {
      return Optional.empty();
    }
  }

  /** Exact, but for numbers that are none. */
  private static String sum(String one, String other) {
    try {
      return new BigDecimal(one).add(new BigDecimal(other)).toPlainString();
    } catch (NumberFormatException notFinite) {
      return Double.toString(Numbers.parse(one) + Numbers.parse(other));
    }
  }

  private static Optional<String> extreme(
      DuckDb duckDb, String function, String known, Measurement added) {
    String sql =
        "SELECT %1$s(CAST(%2$s AS %4$s), CAST(%3$s AS %4$s))"
            .formatted(function, literal(known), literal(added.text()), added.type());
    return duckDb.rows(sql).get(0).stream().map(String::valueOf).findFirst();
  }
}
