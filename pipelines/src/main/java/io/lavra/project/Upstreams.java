package io.lavra.project;

import io.lavra.project.yaml.Section;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.words.Nearest;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what tables say of each other. */
final class Upstreams {
  private static final Map<String, Set<String>> READABLE =
      Map.of(
          "bronze", Set.of(),
          "silver", Set.of("bronze", "silver"),
          "gold", Set.of("bronze", "silver", "gold"));

  private final Map<String, Table> tables;
  private final Set<String> names;

  /**
   * @param tables those that could be read
   * @param names also of those that could not, which are no second problem
   */
  Upstreams(Map<String, Table> tables, Set<String> names) {
    this.tables = tables;
    this.names = names;
  }

  void check(Table table, Section section) {
    if (table.definition() instanceof Conform conform) {
      checkRead(table, conform.from(), section.place("from"), section.notes());
      checkOrigins(table, conform, section.notes());
    }
    if (table.definition() instanceof Transformed transformed) {
      Section inputs = section.section("inputs").orElse(section);
      transformed
          .inputs()
          .forEach((key, from) -> checkRead(table, from, inputs.place(key), section.notes()));
    }
    table.tests().forEach(test -> checkRelationship(test, section.notes()));
  }

  private void checkRead(Table table, String from, Place place, Notes notes) {
    String layer = from.contains(".") ? from.substring(0, from.indexOf('.')) : "";
    if (exists(from, place, notes)
        && !READABLE.getOrDefault(table.layer(), Set.of()).contains(layer)) {
      notes.add(
          place,
          "A %s table cannot read %s.".formatted(table.layer(), from),
          "Data flows from bronze to silver to gold: move one of the two.");
    }
  }

  private boolean exists(String name, Place place, Notes notes) {
    if (!names.contains(name)) {
      notes.add(
          place, "There is no table %s.".formatted(Notes.quote(name)), Nearest.remedy(name, names));
    }
    return names.contains(name);
  }

  private void checkOrigins(Table table, Conform conform, Notes notes) {
    for (ColumnSpec column : table.columns()) {
      checkColumn(conform.from(), column.from(), column.place(), notes);
    }
  }

  private void checkRelationship(ColumnTest test, Notes notes) {
    if (test.test().equals("relationships")
        && test.arguments().get("to") instanceof String to
        && test.arguments().get("field") instanceof String field) {
      Place place = Place.parse(test.place());
      if (exists(to, place, notes)) {
        checkColumn(to, field, place, notes);
      }
    }
  }

  /** Only the columns of conformed tables are known before a run. */
  private void checkColumn(String tableName, String column, Place place, Notes notes) {
    Table upstream = tables.get(tableName);
    if (upstream == null || !(upstream.definition() instanceof Conform)) {
      return;
    }
    List<String> columns = upstream.columns().stream().map(ColumnSpec::name).toList();
    if (!columns.contains(column)) {
      notes.add(
          place,
          "%s has no column %s.".formatted(tableName, Notes.quote(column)),
          Nearest.remedy(column, columns));
    }
  }
}
