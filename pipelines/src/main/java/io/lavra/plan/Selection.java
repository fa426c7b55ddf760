package io.lavra.plan;

import io.lavra.project.Lake;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.ConfigurationException;
import io.lavra.words.Nearest;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables that {@code --select} and {@code --layer} mean. */
public final class Selection {
  private Selection() {}

  /**
   * @param select each names with commas between them, in which {@code *} is anything; {@code +}
   *     before one adds what it depends on, after one what depends on it. All tables where empty
   * @throws ConfigurationException where one is no name, or matches nothing
   */
  public static Set<String> of(Lake lake, List<String> select, Optional<String> layer) {
    Set<String> tables = new TreeSet<>();
    if (select.isEmpty()) {
      tables.addAll(lake.tables().keySet());
    } else {
      try (Catalog catalog = new Catalog()) {
        Map<String, Set<String>> reads = Order.of(lake, catalog).reads();
        for (String written : select) {
          for (String part : written.split(",", -1)) {
            tables.addAll(matching(lake, Part.of(part.strip(), written), reads));
          }
        }
      }
    }
    layer.ifPresent(only -> tables.removeIf(table -> !table.startsWith(only + ".")));
    if (layer.isPresent() && tables.isEmpty()) {
      throw nothing("--layer", layer.get(), List.of("bronze", "silver", "gold"));
    }
    return tables;
  }

  /**
   * A name as it is selected.
   *
   * @param up whether with all it depends on
   * @param down whether with all that depends on it
   */
  private record Part(boolean up, String name, boolean down) {
    private static final Pattern FORM = Pattern.compile("(\\+?)([^+\\s]+)(\\+?)");

    static Part of(String part, String written) {
      Matcher parts = FORM.matcher(part);
      if (!parts.matches()) {
        throw new ConfigurationException(
            new Place(Path.of("--select"), 0),
            "\"%s\" in \"%s\" is no name of tables.".formatted(part, written),
            "Write names with commas between them, each with + before it, after it, or neither.");
      }
      return new Part(!parts.group(1).isEmpty(), parts.group(2), !parts.group(3).isEmpty());
    }

    boolean matches(String table) {
      String regex =
          Arrays.stream(name.split("\\*", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return table.matches(regex);
    }
  }

  private static Set<String> matching(Lake lake, Part part, Map<String, Set<String>> reads) {
    Set<String> found = new TreeSet<>();
    lake.tables().keySet().stream().filter(part::matches).forEach(found::add);
    if (found.isEmpty()) {
      throw nothing("--select", part.name(), lake.tables().keySet());
    }
    Set<String> all = new TreeSet<>(found);
    for (String table : found) {
      if (part.up()) {
        upstream(table, reads, all);
      }
      if (part.down()) {
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
