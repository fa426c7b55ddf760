package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Catalogue;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.gx.GxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Great Expectations' own cases give their own outcome, but for those that docs lists. */
class GxCasesTest {
  private static final Path CASES = data().resolve("gx_cases");
  private static final Path DIFFERENCES = Path.of("../docs/quality-differences.md");

  private static final Circumstances TODAY =
      new Circumstances(Instant.parse("2026-01-01T00:00:00Z"), List.of(), Map.of());

  private int cases;
  private final Map<String, String> different = new TreeMap<>();

  private static Path data() {
    return Optional.ofNullable(System.getenv("LAVRA_DATA"))
        .map(Path::of)
        .orElse(Path.of("../../shared/data"));
  }

  @Test
  void everyCaseOfOurExpectations() throws IOException, SQLException {
    assumeTrue(Files.isDirectory(CASES), "no " + CASES + ": set LAVRA_DATA to run these cases");
    try (Stream<Path> files = Files.walk(CASES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        runFile(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      }
    }
    assertTrue(cases > 100, cases + " cases only");
    assertEquals(listed(), different.keySet(), different::toString);
  }

  private static Set<String> listed() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(DIFFERENCES)) {
      String[] cells = line.split("\\|");
      if (cells.length > 2 && cells[1].contains("`expect_")) {
        listed.add((cells[1].trim() + ": " + cells[2].trim()).replace("`", ""));
      }
    }
    return listed;
  }

  private void runFile(JsonObject file) throws SQLException {
    String name = file.get("expectation_type").getAsString();
    if (!Catalogue.names().contains(name)) {
      return;
    }
    for (JsonElement dataset : file.getAsJsonArray("datasets")) {
      try (Staged staged = new Staged()) {
        TableSchema schema = stage(staged, dataset.getAsJsonObject());
        for (JsonElement test : dataset.getAsJsonObject().getAsJsonArray("tests")) {
          runCase(staged, schema, name, test.getAsJsonObject());
        }
      }
    }
  }

  /** Where there are several tables, the first is the one under test; others lie in gx. */
  private static TableSchema stage(Staged staged, JsonObject dataset) throws SQLException {
    if (dataset.get("data") instanceof JsonObject data) {
      return GxTable.stage(staged, data, dataset);
    }
    staged.run("CREATE SCHEMA gx");
    List<JsonElement> tables = dataset.getAsJsonArray("data").asList();
    for (JsonElement table : tables.subList(1, tables.size())) {
      JsonObject other = table.getAsJsonObject();
      String name = "gx." + other.get("dataset_name").getAsString();
      GxTable.stage(staged, name, other.getAsJsonObject("data"), other);
    }
    JsonObject first = tables.get(0).getAsJsonObject();
    return GxTable.stage(staged, first.getAsJsonObject("data"), first);
  }

  private void runCase(Staged staged, TableSchema schema, String name, JsonObject test) {
    JsonObject out = test.getAsJsonObject("out");
    boolean mustFail = test.has("error") || out.has("traceback_substring") || !out.has("success");
    String wanted = mustFail ? "error" : out.get("success").getAsString();
    String given =
        test.get("in") instanceof JsonObject in
            ? outcome(staged, schema, name, in)
            : "error: arguments without names";
    cases++;
    if (!given.startsWith(wanted)) {
      different.put(
          name + ": " + test.get("title").getAsString(), "wanted " + wanted + ", got " + given);
    }
  }

  /** The case as an expectation of a suite; other tables lie in gx. */
  private static String outcome(Staged staged, TableSchema schema, String name, JsonObject in) {
    JsonObject kwargs = in.deepCopy();
    if (kwargs.has("other_table_name")) {
      String other = kwargs.get("other_table_name").getAsString();
      kwargs.addProperty("other_table_name", "gx." + other);
    }
    JsonObject expectation = new JsonObject();
    expectation.addProperty("expectation_type", name);
    expectation.add("kwargs", kwargs);
    try {
      String json = "{\"expectations\": [" + expectation + "]}";
      Suite suite = Suite.of(GxReader.read(json, "case.json"), List.of());
      suite.checkColumns(schema);
      Verdict verdict = suite.judge(staged.measure(suite.measures()), TODAY);
      return Boolean.toString(verdict.checks().get(0).passed());
    } catch (IllegalExpectationException | SQLException e) {
      return "error " + e.getMessage();
    }
  }
}
