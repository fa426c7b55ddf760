package io.lavra.project;

import io.lavra.project.DefinitionTest.GivenRow;
import io.lavra.project.yaml.CsvText;
import io.lavra.project.yaml.Section;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Rows in a test: a list of mappings, {@code csv: |} or {@code file: rows.csv}. */
record RowsReader(LakeFiles files, Notes notes) {
  List<GivenRow> read(Node node) {
    if (node instanceof SequenceNode sequence) {
      List<GivenRow> rows = new ArrayList<>();
      sequence.getValue().forEach(item -> row(item).ifPresent(rows::add));
      return rows;
    }
    if (node instanceof MappingNode mapping) {
      Section section = new Section(notes, mapping).only("csv", "file");
      if (section.has("csv") == section.has("file")) {
        notes.add(node, "One of \"csv\" and \"file\" is needed.", "Keep one, or write a list.");
      }
      Place place = section.place(section.has("file") ? "file" : "csv");
      return section
          .text("csv")
          .or(() -> section.text("file").flatMap(name -> text(name, place)))
          .map(text -> csv(text, place))
          .orElse(List.of());
    }
    notes.add(node, "Rows are a list.", "Write - { column: value }, csv: | or file: rows.csv.");
    return List.of();
  }

  private Optional<String> text(String name, Place place) {
    Optional<Path> file = files.beside(notes.file(), name);
    if (file.isEmpty()) {
      notes.add(place, Notes.quote(name) + " is no path.", "Name a file beside this one.");
    }
    return file.flatMap(path -> files.read(path, place, notes));
  }

  private Optional<GivenRow> row(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      notes.add(node, "A row has columns.", "Write it as { column: value }.");
      return Optional.empty();
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String column = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
      if (column.isEmpty() || values.containsKey(column)) {
        notes.add(tuple.getKeyNode(), "A column must be a word, written once.", "Correct the row.");
      }
      values.put(column, value(tuple.getValueNode()));
    }
    return Optional.of(new GivenRow(notes.at(node), values));
  }

  /** As it is written: the column's type says what it means. */
  private @Nullable Object value(Node node) {
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(value(item)));
      return items;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue();
    }
    notes.add(node, "A value is a text, a number or a list.", "Write JSON as a text, in quotes.");
    return null;
  }

  private List<GivenRow> csv(String text, Place place) {
    List<List<@Nullable String>> records = CsvText.records(text);
    if (records.isEmpty()) {
      notes.add(place, "The first line names the columns.", "Add it.");
      return List.of();
    }
    List<@Nullable String> header = records.get(0);
    if (header.contains(null) || header.stream().distinct().count() < header.size()) {
      notes.add(place, "Each column needs a name of its own.", "Correct the first line.");
      return List.of();
    }
    List<GivenRow> rows = new ArrayList<>();
    for (List<@Nullable String> record : records.subList(1, records.size())) {
      if (record.size() != header.size()) {
        notes.add(
            place,
            "A line has %s columns instead of %s: %s."
                .formatted(record.size(), header.size(), Arrays.toString(record.toArray())),
            "Correct it.");
        return List.of();
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        values.put(String.valueOf(header.get(i)), record.get(i));
      }
      rows.add(new GivenRow(place, values));
    }
    return rows;
  }
}
