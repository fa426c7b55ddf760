package io.lavra.project;

import io.lavra.lake.ColumnType;
import io.lavra.project.yaml.Section;
import io.lavra.table.reading.Notation;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one entry of {@code columns}. */
final class ColumnReader {
  private static final List<String> CONFORMING =
      Stream.concat(
              Stream.of("from", "lineage", "trim", "case", "nulls", "default", "rule"),
              NotationReader.KEYS.stream())
          .toList();
  private static final Map<String, String> LINEAGE =
      Stream.of("_source", "_offset", "_arrived_at", "_run_id", "_rescued", "year", "month", "day")
          .collect(Collectors.toMap(Function.identity(), Function.identity()));
  private static final List<String> KEYS =
      Stream.concat(CONFORMING.stream(), Stream.of("type", "pii", "description", "tests")).toList();
  private static final int LONGEST_TYPE = 100;

  private final String name;
  private final Section column;
  private final Definition definition;
  private final Place place;

  ColumnReader(String name, Section column, Definition definition, Place place) {
    this.name = name;
    this.column = column.only(KEYS.toArray(String[]::new));
    this.definition = definition;
    this.place = place;
  }

  ColumnSpec read() {
    if (!definition.isSource() && !name.matches(TableReader.NAME)) {
      wrongName();
    }
    if (!(definition instanceof Conform)) {
      refuseConforming();
    }
    ColumnType type = definition.isSource() ? bronzeType() : type();
    refuseMisplaced(type);
    Optional<String> lineage = lineage();
    List<String> nulls = column.has("nulls") ? column.texts("nulls") : List.of("");
    Notation notation =
        definition instanceof Conform
            ? new NotationReader(name, column).read(type, nulls)
            : Notation.PLAIN;
    return new ColumnSpec(
        name,
        column.text("from").or(() -> lineage).orElse(name),
        lineage.isPresent(),
        type,
        column.flag("trim", true),
        column.choice(
            "case", Map.of("upper", LetterCase.UPPER, "lower", LetterCase.LOWER), Set.of()),
        notation,
        nulls,
        column.text("default"),
        column.condition("rule"),
        column.flag("pii", false),
        column.text("description").orElse(""),
        place,
        column.has("default") ? column.place("default") : place);
  }

  private Optional<String> lineage() {
    if (column.has("lineage") && column.has("from")) {
      column.wrong(
          "lineage",
          "\"from\" and \"lineage\" exclude each other.",
          "Keep \"from\" for a column of the source, \"lineage\" for one that bronze adds.");
    }
    return column.choice("lineage", LINEAGE, Set.of());
  }

  private void wrongName() {
    column
        .notes()
        .add(
            place,
            "%s is no column name.".formatted(Notes.quote(name)),
            "Use a to z, 0 to 9 and _, beginning with a letter.");
  }

  private void refuseConforming() {
    for (String key : CONFORMING) {
      if (column.has(key)) {
        column.wrong(
            key,
            "\"%s\" is for columns of tables with \"from\".".formatted(key),
            "Remove it; in a statement, say it in SQL.");
      }
    }
  }

  private ColumnType bronzeType() {
    if (column.has("type")) {
      column.wrong(
          "type", "Bronze columns have no type.", "Remove it, and cast the column in silver.");
    }
    return ColumnType.STRING;
  }

  private ColumnType type() {
    if (!(definition instanceof Conform) && !column.has("type")) {
      column
          .notes()
          .add(
              place,
              "Column %s has no type.".formatted(Notes.quote(name)),
              "Add type: and what the table promises its readers.");
    }
    String written = column.text("type").orElse(ColumnType.STRING.text());
    try {
      if (written.length() <= LONGEST_TYPE) {
        return ColumnType.parse(written);
      }
    } catch (IllegalArgumentException e) {
      // said below, as for a text too long to be a type
    }
    column.wrong(
        "type",
        "Unknown type %s.".formatted(Notes.quote(written)),
        "Use string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp,"
            + " binary or array<type>.");
    return ColumnType.STRING;
  }

  private void refuseMisplaced(ColumnType type) {
    if (!type.equals(ColumnType.STRING) && column.has("case") && definition instanceof Conform) {
      column.wrong(
          "case",
          "\"case\" is for text.",
          "Remove it, or correct the type of %s.".formatted(Notes.quote(name)));
    }
  }
}
