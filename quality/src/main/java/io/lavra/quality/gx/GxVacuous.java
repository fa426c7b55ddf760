package io.lavra.quality.gx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expectations that Great Expectations passes because nothing is expected. */
final class GxVacuous {
  private static final List<String> BOUNDS = List.of("min_value", "max_value");

  /** Those whose bounds it does not let be left out either. */
  private static final Set<String> NEED_BOUNDS =
      Set.of(
          "expect_column_values_to_be_between",
          "expect_column_value_lengths_to_be_between",
          "expect_column_quantile_values_to_be_between");

  private static final Map<String, String> NEEDED =
      Map.of(
          "expect_column_values_to_be_in_type_list", "type_list",
          "expect_table_columns_to_match_ordered_list", "column_list",
          "expect_column_kl_divergence_to_be_less_than", "threshold");

  private GxVacuous() {}

  /** What is missing, where an expectation says nothing without it. */
  static Optional<String> missing(String expectation, Map<String, Object> arguments) {
    if (expectation.endsWith("_to_be_between") && !NEED_BOUNDS.contains(expectation)) {
      return BOUNDS.stream().anyMatch(arguments::containsKey)
          ? Optional.empty()
          : Optional.of("it has neither min_value nor max_value");
    }
    return Optional.ofNullable(NEEDED.get(expectation))
        .filter(argument -> !arguments.containsKey(argument))
        .map(argument -> "it has no " + argument);
  }
}
