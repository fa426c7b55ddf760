package io.lavra.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Names of bronze columns: the source's own, except that Delta allows none of the characters {@code
 * ,;{}()=}, blanks and control characters (at the ends they go, each other run becomes {@code _}),
 * that lineage names are taken, and that names are unique whatever their case.
 */
public final class ColumnNames {
  private static final Set<String> TAKEN =
      Set.of("_source", "_offset", "_arrived_at", "_run_id", "_rescued", "year", "month", "day");

  private static final Pattern REFUSED = Pattern.compile("[ ,;{}()=\\p{Cntrl}]+");
  private static final Pattern ENDS = Pattern.compile("^" + REFUSED + "|" + REFUSED + "$");

  private ColumnNames() {}

  /** The name of one source column, as a table file's {@code from} may also write it. */
  public static String safe(String source) {
    String name = ENDS.matcher(source).replaceAll("");
    name = REFUSED.matcher(name).replaceAll("_");
    return isTaken(name) ? name + "_" : name;
  }

  /** Whether the name belongs to lineage or partitions. */
  static boolean isTaken(String name) {
    return TAKEN.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A file's columns, each with a name of its own. */
  public static List<SourceColumn> of(List<String> sources) {
    return extended(List.of(), sources);
  }

  /** Columns that have their names, followed by further ones. */
  static List<SourceColumn> extended(List<SourceColumn> named, Collection<String> sources) {
    List<SourceColumn> columns = new ArrayList<>(named);
    Set<String> seen = new HashSet<>();
    named.forEach(column -> seen.add(key(column.name())));
    Map<String, Integer> next = new HashMap<>();
    for (String source : sources) {
      String safe = safe(source);
      String base = safe.isBlank() ? "column_" + (columns.size() + 1) : safe;
      String name = base;
      while (!seen.add(key(name))) {
        name = base + "_" + next.merge(key(base), 2, (n, two) -> n + 1);
      }
      columns.add(new SourceColumn(source, name));
    }
    return columns;
  }

  /**
   * A table's columns, followed by those of a file that it does not have.
   *
   * @param anyCase whether names in files are the same whatever their case
   */
  public static List<SourceColumn> together(
      List<SourceColumn> table, List<SourceColumn> file, boolean anyCase) {
    Map<SourceColumn, SourceColumn> places = places(table, file, anyCase);
    List<String> further =
        file.stream().filter(c -> !places.containsKey(c)).map(SourceColumn::source).toList();
    return extended(table, further);
  }

  /**
   * Each column of a file with the table's column of that name. Of names that a file has twice the
   * first belongs to the table's first.
   */
  public static Map<SourceColumn, SourceColumn> places(
      List<SourceColumn> table, List<SourceColumn> file, boolean anyCase) {
    Map<SourceColumn, SourceColumn> places = new HashMap<>();
    Set<SourceColumn> free = new LinkedHashSet<>(table);
    match(free, file, places, SourceColumn::source);
    if (anyCase) {
      match(free, file, places, column -> key(column.source()));
    }
    return places;
  }

  private static void match(
      Set<SourceColumn> free,
      List<SourceColumn> file,
      Map<SourceColumn, SourceColumn> places,
      Function<SourceColumn, String> name) {
    Map<String, Deque<SourceColumn>> byName = new HashMap<>();
    free.forEach(c -> byName.computeIfAbsent(name.apply(c), k -> new ArrayDeque<>()).add(c));
    for (SourceColumn column : file) {
      Deque<SourceColumn> named = byName.getOrDefault(name.apply(column), new ArrayDeque<>());
      if (!named.isEmpty() && !places.containsKey(column)) {
        SourceColumn place = named.remove();
        free.remove(place);
        places.put(column, place);
      }
    }
  }

  /** Names with the same key are the same name to Delta. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
