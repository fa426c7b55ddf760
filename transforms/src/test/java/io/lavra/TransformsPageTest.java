package io.lavra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/transforms.md tells of each transform the keys that it knows and the columns it gives. */
class TransformsPageTest {
  /**
   * A use of a transform.
   *
   * @param named columns that are called as a key of {@code with} says, by that key
   */
  record Use(
      String transform,
      Map<String, TableSchema> inputs,
      Map<String, Object> with,
      Map<String, String> named) {}

  static Stream<Use> uses() {
    return Stream.of(
        new Use(
            "forecast",
            Map.of("series", schema("item string", "month date", "quantity double")),
            Map.of(
                "keys", "item",
                "time", "month",
                "value", "quantity",
                "frequency", "month",
                "horizon", 12,
                "levels", List.of(80)),
            Map.of("item", "keys", "month", "time")),
        new Use(
            "chunk",
            Map.of(
                "documents",
                schema(
                    "path string", "title string", "section int", "heading string", "text string")),
            Map.of(),
            Map.of()),
        new Use(
            "symbols",
            Map.of("files", schema("path string", "content string", "language string")),
            Map.of(),
            Map.of()),
        new Use(
            "embed",
            Map.of("text", schema("chunk string", "text string")),
            Map.of("id", "chunk"),
            Map.of("chunk", "id")));
  }

  private static TableSchema schema(String... columns) {
    return new TableSchema(
        Stream.of(columns)
            .map(column -> column.split(" "))
            .map(parts -> new Column(parts[0], ColumnType.parse(parts[1])))
            .toList());
  }

  @Test
  void everyTransformIsTriedHere() {
    Set<String> known = new TreeSet<>();
    ServiceLoader.load(TableTransform.class).forEach(transform -> known.add(transform.name()));
    assertEquals(known, uses().map(Use::transform).collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void itsKeysStandThere(Use use) throws IOException {
    String complaint =
        assertThrows(
                IllegalArgumentException.class,
                () -> prepare(use, Map.of("a-key-that-nobody-knows", 1)))
            .getMessage();
    Matcher known = Pattern.compile("Known here: (.*)\\.").matcher(complaint);
    Set<String> keys = known.find() ? Set.of(known.group(1).split(", ")) : Set.of();
    assertEquals(new TreeSet<>(keys), new TreeSet<>(firstCells(use, "key of `with`")));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void itsColumnsStandThereInTheirOrder(Use use) throws IOException {
    List<String> columns =
        prepare(use, use.with()).output().names().stream()
            .map(name -> use.named().getOrDefault(name, name))
            .toList();
    assertEquals(columns, List.copyOf(firstCells(use, "column")));
  }

  private static TableTransform.Prepared prepare(Use use, Map<String, Object> with) {
    return ServiceLoader.load(TableTransform.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(transform -> transform.name().equals(use.transform()))
        .findFirst()
        .orElseThrow()
        .prepare(with, use.inputs(), Optional.empty());
  }

  /** The names in the first column of a table of the transform's section. */
  private static Set<String> firstCells(Use use, String head) throws IOException {
    String page = Files.readString(Path.of("../docs/transforms.md"));
    Matcher section =
        Pattern.compile("(?ms)^## %s\n(.*?)(?=^## |\\z)".formatted(use.transform())).matcher(page);
    assertTrue(section.find(), "the page has no section " + use.transform());
    Matcher table =
        Pattern.compile("\n\\| %s \\|.*\n\\|-.*\n((?:\\|.*\n)+)".formatted(Pattern.quote(head)))
            .matcher(section.group(1));
    Set<String> cells = new LinkedHashSet<>();
    if (table.find()) {
      for (String row : table.group(1).split("\n")) {
        Matcher name = Pattern.compile("`([\\w-]+)`").matcher(row.split("\\|")[1]);
        while (name.find()) {
          cells.add(name.group(1));
        }
      }
    }
    return cells;
  }
}
