package io.lavra.plan;

import io.lavra.project.ConfigurationException;
import io.lavra.project.Lake;
import io.lavra.project.Nearest;
import io.lavra.project.Place;
import io.lavra.table.Catalog;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tables that {@code --select} and {@code --layer} mean. */
public final class Selection {
  private Selection() {}

  /**
   * @param select names with {@code *}; {@code +} before one adds what it depends on, after one
   *     what depends on it
   * @throws ConfigurationException where one matches nothing
   */
  public static Set<String> of(Lake lake, List<String> select, Optional<String> layer) {
    Set<String> tables = new TreeSet<>();
    if (select.isEmpty()) {
      tables.addAll(lake.tables().keySet());
    } else {
      try (Catalog catalog = new Catalog()) {
        Map<String, Set<String>> reads = Order.of(lake, catalog).reads();
        select.forEach(pattern -> tables.addAll(matching(lake, pattern.strip(), reads)));
      }
    }
    layer.ifPresent(only -> tables.removeIf(table -> !table.startsWith(only + ".")));
    if (layer.isPresent() && tables.isEmpty()) {
      throw nothing("--layer", layer.get(), List.of("bronze", "silver", "gold"));
    }
    return tables;
  }

  private static Set<String> matching(Lake lake, String pattern, Map<String, Set<String>> reads) {
    boolean up = pattern.startsWith("+");
    boolean down = pattern.endsWith("+");
    String name = pattern.substring(up ? 1 : 0, pattern.length() - (down ? 1 : 0));
    String regex = name.replace(".", "\\.").replace("*", ".*");
    Set<String> found = new TreeSet<>();
    lake.tables().keySet().stream().filter(table -> table.matches(regex)).forEach(found::add);
    if (found.isEmpty()) {
      throw nothing("--select", name, lake.tables().keySet());
    }
    Set<String> all = new TreeSet<>(found);
    for (String table : found) {
      if (up) {
        upstream(table, reads, all);
      }
      if (down) {
        downstream(table, reads, all);
      }
    }
    return all;
  }

  private static ConfigurationException nothing(
      String option, String name, Collection<String> known) {
    return new ConfigurationException(
        new Place(Path.of(option), 0),
        "No table matches \"%s\".".formatted(name),
        Nearest.remedy(name, known));
  }

  private static void upstream(String table, Map<String, Set<String>> reads, Set<String> all) {
    for (String input : reads.getOrDefault(table, Set.of())) {
      all.add(input);
      if (!input.equals(table)) {
        upstream(input, reads, all);
      }
    }
  }

  private static void downstream(String table, Map<String, Set<String>> reads, Set<String> all) {
    reads.forEach(
        (reader, inputs) -> {
          if (inputs.contains(table) && all.add(reader)) {
            downstream(reader, reads, all);
          }
        });
  }
}
