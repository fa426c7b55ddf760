package io.lavra.project;

import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the table files of all layers, then checks what they say of each other. */
final class TablesReader {
  private static final List<String> LAYERS = List.of("bronze", "silver", "gold");

  private final LakeFiles files;
  private final TableReader reader;
  private final List<Problem> problems;
  private final SortedMap<String, Path> declared = new TreeMap<>();

  TablesReader(LakeFiles files, Variables variables, List<Problem> problems) {
    this.files = files;
    this.reader = new TableReader(files, variables);
    this.problems = problems;
  }

  SortedMap<String, Table> read() {
    LAYERS.forEach(this::declare);
    List<TableReader.Reading> readings = new ArrayList<>();
    declared.forEach(
        (name, file) -> reader.read(name, new Notes(file, problems)).ifPresent(readings::add));
    SortedMap<String, Table> tables = new TreeMap<>();
    readings.forEach(reading -> tables.put(reading.table().name(), reading.table()));
    Upstreams upstreams = new Upstreams(tables, declared.keySet());
    readings.forEach(reading -> upstreams.check(reading.table(), reading.section()));
    return tables;
  }

  private void declare(String layer) {
    for (Path file : files.list(layer, List.of(".yaml", ".yml"))) {
      String fileName = file.getFileName().toString();
      String name = fileName.substring(0, fileName.lastIndexOf('.'));
      Notes notes = new Notes(file, problems);
      Place place = new Place(file, 0);
      if (!name.matches(TableReader.NAME)) {
        notes.add(
            place,
            "%s is no table name.".formatted(Notes.quote(name)),
            "Name the file with a to z, 0 to 9 and _, beginning with a letter.");
        continue;
      }
      Path other = declared.putIfAbsent(layer + "." + name, file);
      if (other != null) {
        notes.add(
            place,
            "%s.%s is declared in %s too.".formatted(layer, name, new Place(other, 0)),
            "Remove one of the two files.");
      }
    }
  }
}
