package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A suite over random small tables says what the definitions say when counted by hand. */
class SuitePropertyTest {
  private static final int TABLES = 60;

  private final List<Expectation> expectations = new ArrayList<>();
  private final List<Boolean> holds = new ArrayList<>();

  @Test
  void theVerdictIsTheDefinitions() throws SQLException {
    Random random = new Random(20240131);
    for (int table = 0; table < TABLES; table++) {
      List<@Nullable Integer> column = column(random);
      describe(column, random);
      try (Staged staged = new Staged("CREATE TABLE staged (n INT)")) {
        for (Integer value : column) {
          staged.run("INSERT INTO staged VALUES (" + value + ")");
        }
        assertEquals(
            List.copyOf(holds),
            staged.judge(Suite.of(expectations, List.of())).checks().stream()
                .map(CheckResult::passed)
                .toList(),
            column + " " + expectations);
      }
    }
  }

  private static List<@Nullable Integer> column(Random random) {
    List<@Nullable Integer> column = new ArrayList<>();
    int rows = random.nextInt(9);
    for (int i = 0; i < rows; i++) {
      column.add(random.nextInt(4) == 0 ? null : random.nextInt(7) - 3);
    }
    return column;
  }

  private void describe(List<@Nullable Integer> column, Random random) {
    expectations.clear();
    holds.clear();
    List<Integer> present = column.stream().filter(Objects::nonNull).toList();
    double mostly = random.nextInt(5) / 4.0;
    int low = random.nextInt(5) - 3;
    int high = low + random.nextInt(4);
    List<Object> set = List.of(low, high, 2);
    Predicate<Integer> within = value -> value >= low && value <= high;

    values("not_be_null", Map.of("mostly", mostly), column, Objects::nonNull, mostly);
    values("be_null", Map.of("mostly", mostly), column, Objects::isNull, mostly);
    values(
        "be_between",
        Map.of("mostly", mostly, "min_value", low, "max_value", high),
        present,
        within,
        mostly);
    values("be_in_set", Map.of("mostly", mostly, "value_set", set), present, set::contains, mostly);
    values(
        "not_be_in_set",
        Map.of("mostly", mostly, "value_set", set),
        present,
        value -> !set.contains(value),
        mostly);
    values(
        "be_unique",
        Map.of("mostly", mostly),
        present,
        value -> present.indexOf(value) == present.lastIndexOf(value),
        mostly);
    values(
        "be_between",
        Map.of("min_value", low, "row_condition", "n > 0"),
        present.stream().filter(value -> value > 0).toList(),
        value -> value >= low,
        1);
    aggregate(
        "min", low, high, present.stream().mapToInt(v -> v).min().stream().anyMatch(within::test));
    aggregate(
        "max", low, high, present.stream().mapToInt(v -> v).max().stream().anyMatch(within::test));
    aggregate(
        "mean",
        low,
        high,
        present.stream().mapToInt(v -> v).average().stream().anyMatch(m -> m >= low && m <= high));
    aggregate(
        "sum",
        low,
        high,
        !present.isEmpty() && within.test(present.stream().mapToInt(v -> v).sum()));
    long distinct = present.stream().distinct().count();
    add(
        "expect_column_unique_value_count_to_be_between",
        Map.of("column", "n", "min_value", 2, "max_value", 3),
        distinct >= 2 && distinct <= 3);
    add(
        "expect_table_row_count_to_be_between",
        Map.of("min_value", 3, "strict_min", true),
        column.size() > 3);
  }

  private <T extends @Nullable Object> void values(
      String name,
      Map<String, Object> arguments,
      List<T> considered,
      Predicate<? super T> expected,
      double mostly) {
    Map<String, Object> all = new java.util.HashMap<>(arguments);
    all.put("column", "n");
    long good = considered.stream().filter(expected).count();
    add(
        "expect_column_values_to_" + name,
        all,
        considered.isEmpty() || (double) good / considered.size() >= mostly);
  }

  private void aggregate(String name, int low, int high, boolean holds) {
    add(
        "expect_column_" + name + "_to_be_between",
        Map.of("column", "n", "min_value", low, "max_value", high),
        holds);
  }

  private void add(String name, Map<String, Object> arguments, boolean outcome) {
    expectations.add(new Expectation(name, arguments, Severity.FAIL, "f:1"));
    holds.add(outcome);
  }
}
