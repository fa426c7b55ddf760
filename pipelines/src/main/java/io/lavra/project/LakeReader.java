package io.lavra.project;

import io.lavra.lake.PathEncoding;
import io.lavra.project.outgoing.AlertsOutput;
import io.lavra.project.outgoing.AlertsReader;
import io.lavra.project.outgoing.LineageReader;
import io.lavra.project.outgoing.MetricsOutput;
import io.lavra.project.outgoing.MetricsReader;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.project.yaml.YamlText;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a lake folder: lake.yaml, the table files of each layer, and the macros. */
final class LakeReader {
  private static final Path LAKE_FILE = Path.of("lake.yaml");

  private final LakeFiles files;
  private final Variables variables;
  private final List<Problem> problems = new ArrayList<>();

  private LakeReader(Path folder, UnaryOperator<@Nullable String> environment) {
    this.files = new LakeFiles(folder.toAbsolutePath().normalize());
    this.variables = new Variables(environment);
  }

  static Lake read(Path folder, UnaryOperator<@Nullable String> environment) {
    return new LakeReader(folder, environment).read();
  }

  private Lake read() {
    if (!Files.isRegularFile(files.folder().resolve(LAKE_FILE))) {
      throw new ConfigurationException(
          new Place(LAKE_FILE, 0),
          "There is no such file in %s.".formatted(files.folder()),
          PathEncoding.isUtf8()
              ? "Name a lake folder, or make one with lavra init DIR."
              : "Name a lake folder, or make one with lavra init DIR. Where its path has other letters than English has, start Lavra with LC_ALL=C.UTF-8.");
    }
    Notes notes = new Notes(LAKE_FILE, problems);
    Optional<Section> section =
        files
            .read(LAKE_FILE, new Place(LAKE_FILE, 0), notes)
            .flatMap(text -> YamlText.read(text, notes))
            .map(
                root ->
                    new Section(notes, root)
                        .only(
                            "lake",
                            "timezone",
                            "targets",
                            "retention",
                            "metrics",
                            "alerts",
                            "lineage"));
    SortedMap<String, Table> tables = new TablesReader(files, variables, problems).read();
    List<Macro> macros = macros();
    Optional<Lake> lake = section.map(found -> lake(found, tables, macros));
    if (lake.isEmpty() || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return lake.get();
  }

  private Lake lake(Section section, SortedMap<String, Table> tables, List<Macro> macros) {
    String name = section.required("lake", "Add lake: NAME.");
    if (section.text("lake").isPresent() && !name.matches("[a-z][a-z0-9_-]{0,99}")) {
      section.wrong(
          "lake",
          "%s is no lake name.".formatted(Notes.quote(name)),
          "Use a to z, 0 to 9, - and _, beginning with a letter.");
    }
    return new Lake(
        name,
        timezone(section),
        files.folder(),
        targets(section),
        tables,
        macros,
        section.section("retention").map(Retention::read).orElse(Map.of()),
        section
            .section("metrics")
            .map(metrics -> new MetricsReader(metrics, files.folder(), variables).read())
            .orElse(MetricsOutput.NONE),
        section
            .section("alerts")
            .map(alerts -> new AlertsReader(alerts, files.folder(), variables).read())
            .orElse(AlertsOutput.NONE),
        new LineageReader(section, files.folder(), variables).read(name));
  }

  private static ZoneId timezone(Section section) {
    String written = section.text("timezone").orElse("UTC");
    try {
      return ZoneId.of(written);
    } catch (DateTimeException e) {
      section.wrong(
          "timezone",
          "Unknown time zone %s.".formatted(Notes.quote(written)),
          "Use a name such as America/Sao_Paulo or UTC.");
      return ZoneId.of("UTC");
    }
  }

  private Map<String, Target> targetsByName(Section targets) {
    Map<String, Target> read = new HashMap<>();
    for (String name : targets.keys()) {
      if (!name.matches("[a-z][a-z0-9_-]{0,99}")) {
        targets.wrong(
            name,
            "%s is no target name.".formatted(Notes.quote(name)),
            "Use a to z, 0 to 9, - and _, beginning with a letter.");
      }
      targets
          .section(name)
          .map(target -> new TargetReader(name, target, files.folder(), variables).read())
          .ifPresent(target -> read.put(name, target));
    }
    return read;
  }

  private SortedMap<String, Target> targets(Section lake) {
    SortedMap<String, Target> targets = new TreeMap<>();
    targets.put("local", TargetReader.local(files.folder()));
    lake.section("targets").ifPresent(section -> targets.putAll(targetsByName(section)));
    return targets;
  }

  private List<Macro> macros() {
    List<Macro> macros = new ArrayList<>();
    for (Path file : files.list("macros", List.of(".sql"))) {
      files
          .read(file, new Place(file, 0), new Notes(file, problems))
          .ifPresent(sql -> macros.add(new Macro(file, sql)));
    }
    return macros;
  }
}
