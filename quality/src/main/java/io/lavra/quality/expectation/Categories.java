package io.lavra.quality.expectation;

import io.lavra.table.Measure;
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
    String name = Sql.name(column);
    String known =
        values.stream()
            .map(value -> "coalesce(sum(n) FILTER (WHERE v = " + Sql.value(value) + "), 0)")
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT concat_ws(';', %s, string_agg(CAST(n AS VARCHAR), ';' ORDER BY n) FILTER (WHERE v NOT IN (%s)))"
                .formatted(known, Sql.values(values))
            + " FROM (SELECT %1$s AS v, count(*) AS n FROM staged WHERE %2$s GROUP BY %1$s)"
                .formatted(name, rows.and(name + " IS NOT NULL"));
    return Rows.hashed("counts(" + name + ")", Measure.Kind.QUERY, sql);
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
