package io.lavra.project;

import io.lavra.project.yaml.Section;
import io.lavra.quality.dqdl.DqdlReader;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.gx.GxReader;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Expectations written in other languages than ours, in files beside a table file or within it. */
final class SuiteFiles {
  private final LakeFiles files;
  private final Notes notes;
  private final StringBuilder texts = new StringBuilder();

  SuiteFiles(LakeFiles files, Notes notes) {
    this.files = files;
    this.notes = notes;
  }

  /** All that was read from files: it defines the table too. */
  String texts() {
    return texts.toString();
  }

  /** The suite file of Great Expectations that an item {@code gx: FILE} names. */
  List<Expectation> gx(Node item, Place place) {
    Node name = ((MappingNode) item).getValue().get(0).getValueNode();
    Optional<Path> file =
        name instanceof ScalarNode scalar && scalar.getValue().endsWith(".json")
            ? files.beside(notes.file(), scalar.getValue())
            : Optional.empty();
    if (file.isEmpty()) {
      notes.add(place, "\"gx\" names a suite file.", "Write it as {gx: FILE.json}.");
    }
    return file.flatMap(path -> read(path, place).map(text -> gx(text, path))).orElse(List.of());
  }

  private Optional<String> read(Path file, Place place) {
    Optional<String> text = files.read(file, place, notes);
    text.ifPresent(found -> texts.append('\n').append(found));
    return text;
  }

  private List<Expectation> gx(String text, Path file) {
    try {
      return GxReader.read(text, new Place(file, 0).name());
    } catch (IllegalExpectationException e) {
      note(e);
      return List.of();
    }
  }

  /** The rules under {@code dqdl}, and those of the file of the table's name that ends in .dqdl. */
  List<Expectation> dqdl(Section table) {
    Optional<Node> within = table.node("dqdl");
    Path beside = beside();
    boolean exists = Files.exists(files.folder().resolve(beside));
    if (within.isPresent() && exists) {
      table.wrong(
          "dqdl",
          "There is a file %s too.".formatted(beside.getFileName()),
          "Keep one of the two.");
    }
    if (within.isPresent()) {
      int above = notes.at(within.get()).line() - (isBlock(within.get()) ? 0 : 1);
      return table.text("dqdl").map(text -> dqdl(text, notes.file(), above)).orElse(List.of());
    }
    if (!exists) {
      return List.of();
    }
    return read(beside, new Place(beside, 0)).map(text -> dqdl(text, beside, 0)).orElse(List.of());
  }

  /** The text of a block begins on the line after its mark. */
  private static boolean isBlock(Node node) {
    return node instanceof ScalarNode scalar
        && (scalar.getScalarStyle().toString().equals("|")
            || scalar.getScalarStyle().toString().equals(">"));
  }

  private Path beside() {
    String name = notes.file().getFileName().toString();
    return notes.file().resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".dqdl");
  }

  private List<Expectation> dqdl(String text, Path file, int above) {
    try {
      return DqdlReader.read(text, new Place(file, 0).name(), above);
    } catch (IllegalExpectationException e) {
      note(e);
      return List.of();
    }
  }

  private void note(IllegalExpectationException e) {
    String message = String.valueOf(e.getMessage()).substring(e.place().length() + 2);
    int end = message.indexOf(". ") + 1;
    notes.add(
        Place.parse(e.place()),
        end == 0 ? message : message.substring(0, end),
        end == 0 ? "Correct it." : message.substring(end + 1));
  }
}
