package io.lavra.project;

import io.lavra.project.yaml.Section;
import io.lavra.words.Nearest;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.util.List;

/** Checks that a conformed table, whose columns are all declared, names no others. */
final class ConformedColumns {
  private final Section section;
  private final Table table;
  private final List<String> names;

  ConformedColumns(Section section, Table table) {
    this.section = section;
    this.table = table;
    this.names = table.columns().stream().map(ColumnSpec::name).toList();
  }

  void check() {
    if (!section.has("columns")) {
      section.wrong("from", "\"columns\" is missing.", "Name the columns that the table has.");
      return;
    }
    section.section("deduplicate").ifPresent(this::checkDeduplicate);
    section.section("write").ifPresent(this::checkWrite);
    table
        .expectations()
        .forEach(
            expectation -> {
              if (expectation.arguments().get("column") instanceof String column) {
                check(column, Place.parse(expectation.place()));
              }
            });
  }

  private void checkDeduplicate(Section deduplicate) {
    deduplicate.texts("key").forEach(column -> check(column, deduplicate.place("key")));
    deduplicate.text("by").ifPresent(column -> check(column, deduplicate.place("by")));
  }

  private void checkWrite(Section write) {
    for (String key : List.of("key", "partition-by", "cluster-by")) {
      write.texts(key).forEach(column -> check(column, write.place(key)));
    }
  }

  private void check(String column, Place place) {
    if (!names.contains(column)) {
      section
          .notes()
          .add(
              place,
              "The table has no column %s.".formatted(Notes.quote(column)),
              Nearest.remedy(column, names));
    }
  }
}
