package io.lavra.quality.expectation;

import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Numbers;
import io.lavra.table.measure.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many numbers lie in each of some intervals, and below and above all of them. */
final class Bins {
  private Bins() {}

  /** Counts as {@code below;first;…;last;above}; only the last interval contains its upper end. */
  static Measure counts(Rows rows, String column, Partition partition) {
    String name = "CAST(" + Sql.name(column) + " AS DOUBLE)";
    List<Double> bins = partition.bins();
    int last = bins.size() - 1;
    List<String> tests = new ArrayList<>();
    tests.add(name + " < " + Sql.value(bins.get(0)));
    for (int i = 0; i < last; i++) {
      String upper = i + 1 == last ? " <= " : " < ";
      tests.add(
          "%1$s >= %2$s AND %1$s%3$s%4$s"
              .formatted(name, Sql.value(bins.get(i)), upper, Sql.value(bins.get(i + 1))));
    }
    tests.add(name + " > " + Sql.value(bins.get(last)) + " AND NOT isnan(" + name + ")");
    List<String> counts =
        tests.stream()
            .map(test -> "count(*) FILTER (WHERE " + rows.and("(" + test + ")") + ")")
            .toList();
    return Rows.hashed(
        "bins(" + Sql.name(column) + ")",
        Scan.ROWS,
        "concat_ws(';', " + String.join(", ", counts) + ")");
  }

  /** What share of all numbers each of these counts should have. */
  static double[] expected(Arguments arguments, Partition partition) {
    double tail = Partition.holdout(arguments, "tail_weight_holdout");
    double internal = Partition.holdout(arguments, "internal_weight_holdout");
    boolean openBelow = partition.bins().get(0) == Double.NEGATIVE_INFINITY;
    boolean openAbove =
        partition.bins().get(partition.bins().size() - 1) == Double.POSITIVE_INFINITY;
    if (tail > 0 && (!partition.tails().isEmpty() || (openBelow && openAbove))) {
      throw arguments.illegal(
          "holds back a weight for tails that have one. Leave out tail_weight_holdout.");
    }
    if (!partition.tails().isEmpty() && (openBelow || openAbove)) {
      throw arguments.illegal(
          "has tail_weights beside a bin that ends at infinity. Leave out tail_weights.");
    }
    List<Double> weights = new ArrayList<>();
    weights.add(below(partition, tail, openBelow, openAbove));
    long empty = partition.weights().stream().filter(weight -> weight == 0).count();
    for (double weight : partition.weights()) {
      weights.add(weight == 0 && empty > 0 ? internal / empty : weight * (1 - tail - internal));
    }
    weights.add(below(mirrored(partition), tail, openAbove, openBelow));
    return weights.stream().mapToDouble(weight -> weight).toArray();
  }

  private static double below(Partition partition, double tail, boolean open, boolean other) {
    if (!partition.tails().isEmpty()) {
      return partition.tails().get(0);
    }
    return open ? 0 : other ? tail : tail / 2;
  }

  private static Partition mirrored(Partition partition) {
    List<Double> tails = new ArrayList<>(partition.tails());
    java.util.Collections.reverse(tails);
    return new Partition(partition.values(), partition.bins(), partition.weights(), tails);
  }

  static double[] parse(String counts) {
    return Arrays.stream(counts.split(";")).mapToDouble(Numbers::parse).toArray();
  }
}
