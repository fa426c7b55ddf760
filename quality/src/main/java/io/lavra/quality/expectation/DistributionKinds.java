package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How the values of a column are spread, against how they should be. */
final class DistributionKinds {
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_kl_divergence_to_be_less_than",
              List.of(
                  "column",
                  "partition_object",
                  "threshold",
                  "tail_weight_holdout",
                  "internal_weight_holdout",
                  "bucketize_data",
                  "row_condition"),
              DistributionKinds::divergence),
          new Kind(
              "expect_column_chisquare_test_p_value_to_be_greater_than",
              List.of("column", "partition_object", "p", "tail_weight_holdout", "row_condition"),
              DistributionKinds::chiSquare));

  private DistributionKinds() {}

  /** Relative entropy of what is there, given what should be; natural logarithm. */
  private static Statement divergence(Arguments arguments) {
    Partition partition = Partition.of(arguments);
    double threshold = arguments.number("threshold");
    if (threshold < 0) {
      throw arguments.mistyped("threshold", "a number, 0 or more", threshold);
    }
    Requirement most = new Requirement(d -> d <= threshold, "… " + Words.number(threshold));
    return partition.isCategories()
        ? categories(arguments, partition, "divergence", Divergence::of, most)
        : bins(arguments, partition, most);
  }

  private static Statement bins(Arguments arguments, Partition partition, Requirement most) {
    boolean bucketize = arguments.flag("bucketize_data", true);
    if (!bucketize) {
      throw arguments.illegal("cannot take bins without bucketize_data. Leave it out.");
    }
    ColumnUse use = ColumnUse.numbers(arguments.text("column"));
    Measure counts = Bins.counts(Rows.of(arguments), use.column(), partition);
    double[] expected = Bins.expected(arguments, partition);
    return new Computed(
        Optional.of(use.column()),
        "divergence of " + use.column(),
        List.of(counts),
        measured ->
            measured
                .text(counts)
                .map(text -> Divergence.of(Bins.parse(text), expected))
                .orElse(OptionalDouble.empty()),
        most,
        () -> Analyzers.customSql(counts.sql()),
        List.of(use),
        Set.of());
  }

  private static Statement chiSquare(Arguments arguments) {
    Partition partition = Partition.of(arguments);
    if (!partition.isCategories()) {
      throw arguments.mistyped("partition_object", "values and weights, not bins", "bins");
    }
    double p = arguments.findNumber("p").orElse(0.05);
    Requirement more = new Requirement(value -> value > p, Words.number(p) + " (excluded) …");
    return categories(arguments, partition, "p value of chi-square", ChiSquare::p, more);
  }

  private static Statement categories(
      Arguments arguments,
      Partition partition,
      String subject,
      Divergence.Formula formula,
      Requirement requirement) {
    double holdout = Partition.holdout(arguments, "tail_weight_holdout");
    ColumnUse use = ColumnUse.compared(arguments.text("column"), partition.values());
    Measure counts = Categories.counts(Rows.of(arguments), use.column(), partition.values());
    return new Computed(
        Optional.of(use.column()),
        subject + " of " + use.column(),
        List.of(counts),
        measured -> Categories.number(measured.text(counts), partition.weights(), holdout, formula),
        requirement,
        () -> Analyzers.customSql(counts.sql()),
        List.of(use),
        Set.of());
  }
}
