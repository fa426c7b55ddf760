package io.lavra.project;

import io.lavra.project.DefinitionTest.GivenRow;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.YamlText;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the files of {@code tests/}. */
final class DefinitionTestsReader {
  private static final String FOLDER = "tests";

  private final Lake lake;
  private final LakeFiles files;
  private final List<Problem> problems = new ArrayList<>();

  DefinitionTestsReader(Lake lake) {
    this.lake = lake;
    this.files = new LakeFiles(lake.folder());
  }

  List<DefinitionTest> read() {
    List<DefinitionTest> tests = new ArrayList<>();
    for (Path file : files.list(FOLDER, List.of(".yaml", ".yml"))) {
      Notes notes = new Notes(file, problems);
      String name = file.getFileName().toString();
      String table = name.substring(0, name.lastIndexOf('.'));
      if (!lake.tables().containsKey(table)) {
        notes.add(
            new Place(file, 0),
            "There is no table %s.".formatted(Notes.quote(table)),
            Nearest.remedy(table, lake.tables().keySet()));
        continue;
      }
      files
          .read(file, new Place(file, 0), notes)
          .flatMap(text -> YamlText.read(text, notes))
          .ifPresent(root -> tests.addAll(tests(table, new Section(notes, root).only("tests"))));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return tests;
  }

  private List<DefinitionTest> tests(String table, Section file) {
    List<DefinitionTest> tests = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (!file.has("tests")) {
      file.wrong("tests", "There is no list \"tests\".", "Write tests: and below it - name: ….");
    }
    for (Node item : file.items("tests")) {
      if (item instanceof MappingNode mapping) {
        Section section =
            new Section(file.notes(), mapping).only("name", "description", "given", "expect");
        DefinitionTest test = test(table, section, file.notes().at(item));
        if (!names.add(test.name())) {
          section.wrong("name", "Two tests have this name.", "Give each its own.");
        }
        tests.add(test);
      } else {
        file.notes().add(item, "A test has keys.", "Write it as - name: ….");
      }
    }
    return tests;
  }

  private DefinitionTest test(String table, Section section, Place place) {
    SortedMap<String, List<GivenRow>> given = new TreeMap<>();
    RowsReader rows = new RowsReader(files, section.notes());
    section
        .section("given")
        .ifPresent(
            inputs -> {
              for (String input : inputs.keys()) {
                inputs.node(input).ifPresent(node -> given.put(input, rows.read(node)));
              }
            });
    if (!section.has("given")) {
      section.wrong("given", "\"given\" is missing.", "Name the tables it reads, and their rows.");
    }
    Optional<Section> expect =
        section.section("expect").map(keys -> keys.only("rows", "quarantined"));
    if (!section.has("expect")) {
      section.wrong("expect", "\"expect\" is missing.", "Add expect: { rows: [ … ] }.");
    } else if (expect.isPresent() && !expect.get().has("rows")) {
      section.wrong(
          "expect", "\"rows\" is missing.", "Say which rows come out; rows: [] for none.");
    }
    return new DefinitionTest(
        table,
        section.required("name", "Add name: what it shows."),
        section.text("description").orElse(""),
        place,
        given,
        expect.flatMap(keys -> keys.node("rows")).map(rows::read).orElse(List.of()),
        expect.flatMap(keys -> keys.node("quarantined")).map(rows::read));
  }
}
