package io.lavra.quality.expectation;

import io.lavra.table.measure.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each of some values occurs, and each of all others. */
final class Categories {
  private Categories() {}

  /** Counts as {@code 3;0;7}: of the values in their order, then of each other one. */
  static Measure counts(Rows rows, String column, List<Object> values) {
    String known =
        values.stream()
            .map(value -> "coalesce(sum(n) FILTER (WHERE v1 = " + Sql.value(value) + "), 0)")
            .collect(Collectors.joining(", "));
    String sql =
        "concat_ws(';', %s, string_agg(CAST(n AS VARCHAR), ';' ORDER BY n) FILTER (WHERE v1 NOT IN (%s)))"
            .formatted(known, Sql.values(values));
    return rows.groups(column).measure("counts", sql);
  }

  /** The values that are not known share what is held back. */
  static OptionalDouble number(
      Optional<String> text, List<Double> weights, double holdout, Divergence.Formula formula) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] counts = Bins.parse(text.get());
    int others = counts.length - weights.size();
    double[] expected =
        Stream.concat(
                weights.stream().map(weight -> others == 0 ? weight : weight * (1 - holdout)),
                Stream.generate(() -> holdout / others).limit(others))
            .mapToDouble(weight -> weight)
            .toArray();
    return formula.apply(Arrays.copyOf(counts, expected.length), expected);
  }
}
