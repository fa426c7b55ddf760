package io.lavra.table.lineage;

import io.lavra.table.lineage.Influence.Kind;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The columns of tables that something is made from, and how. Sums of these are the lineage of what
 * is made from several.
 */
public record Influences(SortedMap<TableColumn, SortedSet<Influence>> sources) {
  public static final Influences NONE = new Influences(new TreeMap<>());

  public Influences {
    SortedMap<TableColumn, SortedSet<Influence>> copy = new TreeMap<>();
    sources.forEach(
        (column, how) -> copy.put(column, Collections.unmodifiableSortedSet(new TreeSet<>(how))));
    sources = Collections.unmodifiableSortedMap(copy);
  }

  public static Influences of(TableColumn column, Kind kind) {
    return new Influences(
        new TreeMap<>(Collections.singletonMap(column, new TreeSet<>(Set.of(Influence.of(kind))))));
  }

  public Influences and(Influences other) {
    SortedMap<TableColumn, SortedSet<Influence>> sum = new TreeMap<>();
    sources.forEach((column, how) -> sum.put(column, new TreeSet<>(how)));
    other.sources.forEach(
        (column, how) -> sum.computeIfAbsent(column, c -> new TreeSet<>()).addAll(how));
    return new Influences(sum);
  }

  /** The same, where what was made is changed once more. */
  public Influences then(Kind kind, boolean masking) {
    return each(influence -> influence.then(kind, masking));
  }

  /** All of it as one kind of influence: what a filter is made from is a filter's influence. */
  public Influences as(Kind kind) {
    return each(influence -> Influence.of(kind));
  }

  private Influences each(UnaryOperator<Influence> change) {
    SortedMap<TableColumn, SortedSet<Influence>> changed = new TreeMap<>();
    sources.forEach(
        (column, how) ->
            changed.put(
                column, how.stream().map(change).collect(Collectors.toCollection(TreeSet::new))));
    return new Influences(changed);
  }

  /** One line, such as {@code silver.items.price AGGREGATION, silver.items.id FILTER}. */
  @Override
  public String toString() {
    return sources.entrySet().stream()
        .flatMap(
            source -> source.getValue().stream().map(how -> source.getKey() + " " + describe(how)))
        .collect(Collectors.joining(", "));
  }

  private static String describe(Influence how) {
    return how.masked() ? how.kind() + " (masked)" : how.kind().toString();
  }
}
