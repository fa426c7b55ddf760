package io.lavra.quality.docs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the site of a lake tells. Texts may hold anything: pages show them, and never run them.
 *
 * @param name of the lake
 * @param timezone in which times are shown
 * @param tables in any order
 */
public record LakeDocs(String name, ZoneId timezone, List<TableDocs> tables) {
  /** The layers in the order in which data passes them. */
  public static final List<String> LAYERS = List.of("bronze", "silver", "gold");

  /** The layers in the order in which people ask for them. */
  static final List<String> ANSWERS_FIRST = List.of("gold", "silver", "bronze");

  public LakeDocs {
    tables =
        tables.stream()
            .sorted(
                Comparator.comparing((TableDocs table) -> LAYERS.indexOf(table.layer()))
                    .thenComparing(TableDocs::name))
            .toList();
  }

  public List<TableDocs> layer(String layer) {
    return tables.stream().filter(table -> table.layer().equals(layer)).toList();
  }

  public Optional<TableDocs> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** The tables made from this one. */
  public List<TableDocs> readersOf(String name) {
    return tables.stream().filter(table -> table.reads().contains(name)).toList();
  }

  /** All tables that are made from this one, directly or through others, in the lake's order. */
  public List<TableDocs> behind(String name) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      for (TableDocs reader : readersOf(open.pop())) {
        if (!reader.name().equals(name) && found.add(reader.name())) {
          open.add(reader.name());
        }
      }
    }
    return tables.stream().filter(table -> found.contains(table.name())).toList();
  }

  /** When the lake's newest version or record was written; empty where no run was. */
  public Optional<Instant> lastChange() {
    return tables.stream()
        .flatMap(table -> table.lastChange().stream())
        .max(Comparator.naturalOrder());
  }
}
