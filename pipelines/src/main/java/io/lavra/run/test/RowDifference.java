package io.lavra.run.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were expected beside those there are, in any order.
 *
 * @param columns what the values are
 * @param rows first those that are as expected, then the others, each beside the one that it is
 *     most like
 */
public record RowDifference(List<String> columns, List<Line> rows) {
  /** A row that is on one side, or on both. */
  public record Line(Side side, List<@Nullable String> values) {}

  /** Where a row is. */
  public enum Side {
    BOTH,
    EXPECTED,
    ACTUAL
  }

  static RowDifference of(
      List<String> columns,
      List<List<@Nullable String>> expected,
      List<List<@Nullable String>> actual,
      BiPredicate<List<@Nullable String>, List<@Nullable String>> same) {
    List<List<@Nullable String>> left = new ArrayList<>(actual);
    List<Line> both = new ArrayList<>();
    List<Line> different = new ArrayList<>();
    for (List<@Nullable String> row : expected) {
      List<@Nullable String> found =
          left.stream().filter(other -> same.test(row, other)).findFirst().orElse(null);
      if (found == null) {
        different.add(new Line(Side.EXPECTED, row));
      } else {
        left.remove(found);
        both.add(new Line(Side.BOTH, found));
      }
    }
    for (Line line : different) {
      both.add(line);
      List<@Nullable String> near = nearest(line.values(), left);
      if (near != null) {
        left.remove(near);
        both.add(new Line(Side.ACTUAL, near));
      }
    }
    left.forEach(row -> both.add(new Line(Side.ACTUAL, row)));
    return new RowDifference(List.copyOf(columns), List.copyOf(both));
  }

  public boolean isEmpty() {
    return rows.stream().allMatch(line -> line.side() == Side.BOTH);
  }

  /** The row that has most values in common with another; null where none has any. */
  private static @Nullable List<@Nullable String> nearest(
      List<@Nullable String> row, List<List<@Nullable String>> others) {
    List<@Nullable String> nearest = null;
    long most = 0;
    for (List<@Nullable String> other : others) {
      long common =
          IntStream.range(0, row.size())
              .filter(i -> Objects.equals(row.get(i), other.get(i)))
              .count();
      if (common > most) {
        most = common;
        nearest = other;
      }
    }
    return nearest;
  }
}
