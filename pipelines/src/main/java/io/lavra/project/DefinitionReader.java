package io.lavra.project;

import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Values;
import io.lavra.project.yaml.Variables;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what a table is made from: its {@code source}, {@code from}, {@code sql} or {@code
 * transform}.
 */
final class DefinitionReader {
  private static final List<String> KINDS = List.of("source", "from", "sql", "transform");

  private final LakeFiles files;
  private final Variables variables;
  private final Section table;

  DefinitionReader(LakeFiles files, Variables variables, Section table) {
    this.files = files;
    this.variables = variables;
    this.table = table;
  }

  Optional<Definition> read(String layer) {
    List<String> kinds = KINDS.stream().filter(table::has).toList();
    if (kinds.size() != 1) {
      String problem =
          kinds.isEmpty()
              ? "Nothing says what the table is made from."
              : "The table is made from %s.".formatted(String.join(" and ", kinds));
      table.wrong("", problem, "Give it one of source, from, sql, transform.");
      return Optional.empty();
    }
    String kind = kinds.get(0);
    refuseKeysOfOthers(kind);
    if (layer.equals("bronze") != kind.equals("source")) {
      table.wrong(
          kind,
          "\"%s\" is not for %s.".formatted(kind, layer),
          layer.equals("bronze")
              ? "A bronze table has a source; move this one to silver or gold."
              : "Read it into a bronze table, and name that in from or sql.");
      return Optional.empty();
    }
    return switch (kind) {
      case "source" -> table.section(kind).flatMap(this::source);
      case "from" -> table.text(kind).map(Conform::new);
      case "sql" -> table.text(kind).flatMap(this::query);
      default -> table.text(kind).map(this::transformed);
    };
  }

  private void refuseKeysOfOthers(String kind) {
    for (String key : List.of("deduplicate", "where")) {
      refuse(key, "from", kind, "Remove it; in a statement, say it in SQL.");
    }
    for (String key : List.of("inputs", "with")) {
      refuse(key, "transform", kind, "Remove it, or add transform: NAME.");
    }
  }

  private void refuse(String key, String owner, String kind, String remedy) {
    if (table.has(key) && !kind.equals(owner)) {
      table.wrong(key, "\"%s\" is for tables with \"%s\".".formatted(key, owner), remedy);
    }
  }

  private Optional<Definition> source(Section source) {
    return new SourceReader(source, variables).read();
  }

  private Optional<Definition> query(String written) {
    if (!written.endsWith(".sql")) {
      table.wrong("sql", "\"sql\" names a file that ends in .sql.", "Move the statement there.");
      return Optional.empty();
    }
    Path tableFile = table.notes().file();
    Optional<Path> file = files.beside(tableFile, written);
    if (file.isEmpty()) {
      table.wrong("sql", "\"sql\" is no file name.", "Write the name of a file beside this one.");
    }
    return file.flatMap(
        path ->
            files.read(path, table.place("sql"), table.notes()).map(sql -> new Query(path, sql)));
  }

  private Definition transformed(String name) {
    SortedMap<String, String> inputs = new TreeMap<>();
    table
        .section("inputs")
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(key -> section.text(key).ifPresent(from -> inputs.put(key, from))));
    if (!table.has("inputs")) {
      table.wrong("transform", "\"inputs\" is missing.", "Add inputs: {NAME: layer.table}.");
    }
    Map<String, Object> with =
        table.mapping("with").map(Values::map).orElse(Collections.emptyMap());
    return new Transformed(name, inputs, with);
  }
}
