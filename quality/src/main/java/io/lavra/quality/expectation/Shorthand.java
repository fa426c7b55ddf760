package io.lavra.quality.expectation;

import io.lavra.words.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A column's test as the expectation it stands for. */
public final class Shorthand {
  private record Meaning(String expectation, Map<String, String> needed) {}

  private static final Map<String, Meaning> TESTS =
      new TreeMap<>(
          Map.of(
              "not_null", new Meaning("expect_column_values_to_not_be_null", Map.of()),
              "unique", new Meaning("expect_column_values_to_be_unique", Map.of()),
              "accepted_values",
                  new Meaning("expect_column_values_to_be_in_set", Map.of("values", "value_set")),
              "relationships", new Meaning("relationships", Map.of("to", "to", "field", "field"))));

  private Shorthand() {}

  /** Throws {@link IllegalExpectationException} where the test or its arguments are not known. */
  public static Expectation expand(ColumnTest test) {
    Meaning meaning = TESTS.get(test.test());
    if (meaning == null) {
      throw new IllegalExpectationException(
          test.place(),
          "Unknown test \"%s\". %s"
              .formatted(test.test(), Nearest.remedy(test.test(), TESTS.keySet())));
    }
    Map<String, Object> arguments = new HashMap<>(checked(test, meaning));
    meaning.needed().forEach((name, full) -> arguments.put(full, arguments.remove(name)));
    arguments.put("column", test.column());
    return new Expectation(meaning.expectation(), arguments, test.severity(), test.place());
  }

  private static Map<String, Object> checked(ColumnTest test, Meaning meaning) {
    List<String> known = new ArrayList<>(new TreeSet<>(meaning.needed().keySet()));
    known.addAll(List.of("mostly", "row_condition"));
    Expectation written =
        new Expectation(test.test(), test.arguments(), test.severity(), test.place());
    Arguments arguments = new Arguments(written, known);
    for (String name : known.subList(0, meaning.needed().size())) {
      if (arguments.find(name).isEmpty()) {
        throw arguments.missing(name, name.equals("values") ? "a list" : "a name");
      }
    }
    return written.arguments();
  }
}
