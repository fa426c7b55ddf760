package io.lavra.project;

import io.lavra.project.yaml.Canonical;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.project.yaml.YamlText;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads one table file. */
final class TableReader {
  static final String NAME = "[a-z][a-z0-9_]{0,99}";

  private final LakeFiles files;
  private final Variables variables;

  TableReader(LakeFiles files, Variables variables) {
    this.files = files;
    this.variables = variables;
  }

  /** A table and the file's keys, by which more can be said of it. */
  record Reading(Table table, Section section) {}

  /** The table, or empty where too little of it can be read; what is wrong is noted. */
  Optional<Reading> read(String name, Notes notes) {
    return files
        .read(notes.file(), new Place(notes.file(), 0), notes)
        .flatMap(text -> YamlText.read(text, notes))
        .flatMap(root -> read(name, root, notes));
  }

  private Optional<Reading> read(String name, MappingNode root, Notes notes) {
    Section section =
        new Section(notes, root)
            .only(
                "description",
                "source",
                "from",
                "sql",
                "transform",
                "inputs",
                "with",
                "columns",
                "contract",
                "deduplicate",
                "where",
                "write",
                "expectations",
                "dqdl",
                "anomaly");
    String layer = name.substring(0, name.indexOf('.'));
    return new DefinitionReader(files, variables, section)
        .read(layer)
        .map(definition -> new Reading(table(name, root, section, definition), section));
  }

  private Table table(String name, MappingNode root, Section section, Definition definition) {
    Path file = section.notes().file();
    SuiteFiles suites = new SuiteFiles(files, section.notes());
    ChecksReader checks = new ChecksReader(section.notes(), suites);
    List<ColumnTest> tests = new ArrayList<>();
    List<ColumnSpec> columns = columns(section, definition, checks, tests);
    List<Expectation> expectations = checks.expectations(section);
    WriteReader write = new WriteReader(section, definition);
    Table table =
        new Table(
            name,
            file,
            section.text("description").orElse(""),
            definition,
            columns,
            write.deduplicate(),
            section.condition("where"),
            write.write(),
            expectations,
            tests,
            canonical(root, definition) + suites.texts(),
            contract(section, definition, columns));
    if (definition instanceof Conform) {
      new ConformedColumns(section, table).check();
    }
    return table;
  }

  private static List<ColumnSpec> columns(
      Section table, Definition definition, ChecksReader checks, List<ColumnTest> tests) {
    List<ColumnSpec> columns = new ArrayList<>();
    table
        .section("columns")
        .ifPresent(
            section -> {
              if (section.keys().size() > Table.MAX_COLUMNS) {
                table.wrong(
                    "columns",
                    "There are %s columns, and a table has %s at most."
                        .formatted(section.keys().size(), Table.MAX_COLUMNS),
                    Table.FEWER_COLUMNS);
                return;
              }
              for (String name : section.keys()) {
                section
                    .section(name)
                    .ifPresent(
                        column -> {
                          tests.addAll(checks.tests(name, column));
                          Place place = section.place(name);
                          columns.add(new ColumnReader(name, column, definition, place).read());
                        });
              }
            });
    return columns;
  }

  private static boolean contract(Section table, Definition definition, List<ColumnSpec> columns) {
    boolean enforced =
        table
            .section("contract")
            .map(contract -> contract.only("enforced").flag("enforced", false))
            .orElse(false);
    if (enforced && definition.isSource()) {
      table.wrong(
          "contract",
          "Bronze is kept as received.",
          "Enforce a contract on the tables that read this one.");
    } else if (enforced && columns.isEmpty()) {
      table.wrong("contract", "There are no columns to enforce.", "Declare them with their types.");
    }
    return enforced;
  }

  private static String canonical(MappingNode root, Definition definition) {
    String yaml = Canonical.rows(root);
    return definition instanceof Query query ? yaml + "\n" + query.sql() : yaml;
  }
}
