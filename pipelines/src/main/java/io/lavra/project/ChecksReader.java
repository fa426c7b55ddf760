package io.lavra.project;

import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Values;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import io.lavra.words.Nearest;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code expectations}, and the {@code tests} of columns. */
final class ChecksReader {
  private static final List<String> TESTS =
      List.of("not_null", "unique", "accepted_values", "relationships");
  private static final List<String> OF_EVERY_TEST = List.of("mostly", "row_condition", "severity");
  private static final Map<String, Severity> SEVERITIES =
      Map.of("fail", Severity.FAIL, "warn", Severity.WARN, "quarantine", Severity.QUARANTINE);

  private final Notes notes;
  private final SuiteFiles suites;

  ChecksReader(Notes notes, SuiteFiles suites) {
    this.notes = notes;
    this.suites = suites;
  }

  List<Expectation> expectations(Section table) {
    List<Expectation> expectations = new ArrayList<>();
    for (Node item : table.items("expectations")) {
      check(item, "expectation")
          .ifPresent(
              found ->
                  expectations.addAll(
                      found.name().equals("gx")
                          ? suites.gx(item, found.place())
                          : List.of(expectation(found))));
    }
    expectations.addAll(suites.dqdl(table));
    table.items("anomaly").forEach(item -> anomaly(item).ifPresent(expectations::add));
    return expectations;
  }

  private Optional<Expectation> anomaly(Node item) {
    Place place = notes.at(item);
    if (!(item instanceof MappingNode)) {
      notes.add(
          item,
          "Each anomaly has keys.",
          "Write it as {metric: row_count, strategy: rate-of-change, max-increase: 2.0}.");
      return Optional.empty();
    }
    Check check = new Check("anomaly", place, Optional.of(item));
    Map<String, Object> arguments = arguments(check);
    Severity severity = severity(check, arguments);
    return Optional.of(new Expectation("anomaly", arguments, severity, place.toString()));
  }

  List<ColumnTest> tests(String column, Section spec) {
    List<ColumnTest> tests = new ArrayList<>();
    for (Node item : spec.items("tests")) {
      check(item, "test").flatMap(found -> test(column, found)).ifPresent(tests::add);
    }
    return tests;
  }

  /** A check as written: its name, and its arguments where it has any. */
  private record Check(String name, Place place, Optional<Node> arguments) {}

  private Optional<Check> check(Node item, String what) {
    if (item instanceof ScalarNode name) {
      return Optional.of(new Check(name.getValue(), notes.at(item), Optional.empty()));
    }
    if (item instanceof MappingNode mapping && mapping.getValue().size() == 1) {
      NodeTuple only = mapping.getValue().get(0);
      if (only.getKeyNode() instanceof ScalarNode name) {
        boolean empty = only.getValueNode().getTag().equals(Tag.NULL);
        Optional<Node> arguments = empty ? Optional.empty() : Optional.of(only.getValueNode());
        return Optional.of(new Check(name.getValue(), notes.at(name), arguments));
      }
    }
    notes.add(
        item, "Each %s has one name.".formatted(what), "Write it as NAME or {NAME: {key: …}}.");
    return Optional.empty();
  }

  private Expectation expectation(Check check) {
    if (!check.name().startsWith("expect_")
        && !check.name().equals("unexpected_rows_expectation")) {
      notes.add(
          check.place(),
          "%s is no expectation.".formatted(Notes.quote(check.name())),
          "Use a name that begins with expect_, or a test of a column.");
    }
    Map<String, Object> arguments = arguments(check);
    Severity severity = severity(check, arguments);
    return new Expectation(check.name(), arguments, severity, check.place().toString());
  }

  private Optional<ColumnTest> test(String column, Check check) {
    if (!TESTS.contains(check.name())) {
      notes.add(
          check.place(),
          "Unknown test %s.".formatted(Notes.quote(check.name())),
          Nearest.remedy(check.name(), TESTS));
      return Optional.empty();
    }
    Map<String, Object> arguments = arguments(check);
    Severity severity = severity(check, arguments);
    checkArguments(check, arguments);
    return Optional.of(
        new ColumnTest(column, check.name(), arguments, severity, check.place().toString()));
  }

  private Map<String, Object> arguments(Check check) {
    Node node = check.arguments().orElse(null);
    if (node instanceof MappingNode mapping) {
      return new LinkedHashMap<>(Values.map(mapping));
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (node instanceof SequenceNode && check.name().equals("accepted_values")) {
      Values.plain(node).ifPresent(values -> arguments.put("values", values));
    } else if (node != null) {
      notes.add(
          check.place(),
          "The arguments of %s have keys.".formatted(Notes.quote(check.name())),
          "Write them as {key: …}.");
    }
    return arguments;
  }

  /** Takes the severity out of the arguments. */
  private Severity severity(Check check, Map<String, Object> arguments) {
    arguments.remove("severity");
    if (check.arguments().orElse(null) instanceof MappingNode mapping) {
      return new Section(notes, mapping)
          .choice("severity", SEVERITIES, Set.of())
          .orElse(Severity.FAIL);
    }
    return Severity.FAIL;
  }

  private void checkArguments(Check check, Map<String, Object> arguments) {
    List<String> known =
        switch (check.name()) {
          case "accepted_values" -> List.of("values");
          case "relationships" -> List.of("to", "field");
          default -> List.of();
        };
    List<String> all = Stream.concat(known.stream(), OF_EVERY_TEST.stream()).toList();
    for (String key : arguments.keySet()) {
      if (!all.contains(key)) {
        notes.add(
            check.place(),
            "Unknown key %s of %s.".formatted(Notes.quote(key), Notes.quote(check.name())),
            Nearest.remedy(key, all));
      }
    }
    for (String key : known) {
      boolean list = key.equals("values");
      if (!(list ? arguments.get(key) instanceof List : arguments.get(key) instanceof String)) {
        notes.add(
            check.place(),
            "%s needs %s.".formatted(Notes.quote(check.name()), Notes.quote(key)),
            list
                ? "Write it as {accepted_values: [a, b]}."
                : "Write it as {relationships: {to: layer.table, field: column}}.");
      }
    }
  }
}
