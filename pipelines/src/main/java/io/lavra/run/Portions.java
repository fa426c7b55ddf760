package io.lavra.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts a list into runs of bounded weight; an item heavier than the bound stands alone. */
final class Portions {
  private static final int MOST_ITEMS = 100;

  private Portions() {}

  static <T> List<List<T>> of(List<T> items, ToLongFunction<T> weight, long bound) {
    List<List<T>> portions = new ArrayList<>();
    List<T> portion = new ArrayList<>();
    long total = 0;
    for (T item : items) {
      long itemWeight = weight.applyAsLong(item);
      if (!portion.isEmpty() && (total + itemWeight > bound || portion.size() == MOST_ITEMS)) {
        portions.add(portion);
        portion = new ArrayList<>();
        total = 0;
      }
      portion.add(item);
      total += itemWeight;
    }
    if (!portion.isEmpty()) {
      portions.add(portion);
    }
    return portions;
  }
}
