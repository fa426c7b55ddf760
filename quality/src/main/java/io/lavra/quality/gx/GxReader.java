package io.lavra.quality.gx;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.expectation.ImportedTimes;
import io.lavra.quality.expectation.Severity;
import io.lavra.quality.expectation.Vacuous;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a suite file of Great Expectations, of its versions 0.x ({@code expectation_type}) and 1.x
 * ({@code type}).
 */
public final class GxReader {
  /** As Python's json writes it. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** How results are shown there, which changes no outcome. */
  private static final Set<String> HOW_NOT_WHAT =
      Set.of(
          "result_format",
          "catch_exceptions",
          "include_config",
          "batch_id",
          "meta",
          "id",
          "auto",
          "profiler_config",
          "output_strftime_format");

  private record Entry(JsonNode node, int line) {}

  private final String file;
  private final List<Entry> entries = new ArrayList<>();
  private final GxParameters parameters = GxParameters.none();

  private GxReader(String file) {
    this.file = file;
  }

  /**
   * The expectations of a suite file in its order, each with its line as its place.
   *
   * @param file its name, for messages
   * @throws IllegalExpectationException where the text is no suite
   */
  public static List<Expectation> read(String json, String file) {
    GxReader reader = new GxReader(file);
    try (JsonParser parser = JSON.createParser(json)) {
      reader.suite(parser);
    } catch (IOException e) {
      throw new IllegalExpectationException(
          file + ":1", "This is no JSON. Export the suite again, or correct the file.");
    } catch (StackOverflowError e) {
      throw new IllegalExpectationException(file + ":1", "This is nested too deeply.");
    }
    return reader.entries.stream()
        .map(entry -> reader.expectation(entry.node(), entry.line()))
        .toList();
  }

  private void suite(JsonParser parser) throws IOException {
    boolean found = false;
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (key.equals("expectations") && value == JsonToken.START_ARRAY) {
          list(parser);
          found = true;
        } else if (key.equals("meta")) {
          kept(JSON.readTree(parser), parser.currentLocation().getLineNr());
        } else if (key.equals("suite_parameters") || key.equals("evaluation_parameters")) {
          parameters.add(JSON.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!found) {
      throw illegal(
          1, "This is no suite: it has no list \"expectations\". Export the suite again.");
    }
  }

  private void list(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int line = parser.currentLocation().getLineNr();
      JsonNode node = JSON.readTree(parser);
      entries.add(new Entry(node, line));
    }
  }

  private Expectation expectation(JsonNode node, int line) {
    String name = node.path("type").asText(node.path("expectation_type").asText(""));
    if (name.isEmpty()) {
      throw illegal(line, "An expectation has neither \"type\" nor \"expectation_type\". Add one.");
    }
    String place = file + ":" + line;
    Map<String, Object> arguments = arguments(node.path("kwargs"), place);
    JsonNode ours = node.path("meta").path("lavra");
    ours.path("arguments")
        .fields()
        .forEachRemaining(field -> arguments.put(field.getKey(), GxValues.plain(field.getValue())));
    Optional<String> missing = GxVacuous.missing(name, arguments);
    missing.ifPresent(what -> arguments.put(Vacuous.KEY, new Vacuous(what)));
    Severity severity = missing.isPresent() ? Severity.WARN : severity(node, ours);
    return new Expectation(name, arguments, severity, place);
  }

  private Map<String, Object> arguments(JsonNode kwargs, String place) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    kwargs
        .fields()
        .forEachRemaining(
            field -> {
              if (!HOW_NOT_WHAT.contains(field.getKey()) && !field.getValue().isNull()) {
                String key = field.getKey();
                arguments.put(key, parameters.of(key, field.getValue(), place));
              }
            });
    String parser = String.valueOf(arguments.getOrDefault("condition_parser", ""));
    arguments.remove("condition_parser");
    if (arguments.remove(ImportedTimes.KEY, true)
        && arguments.get("column") instanceof String column) {
      arguments.put(ImportedTimes.KEY, new ImportedTimes(column));
    }
    arguments.remove(ImportedTimes.KEY, false);
    arguments.computeIfPresent(
        "row_condition",
        (key, any) -> GxConditions.read(kwargs.path("row_condition"), parser, place));
    return arguments;
  }

  private static Severity severity(JsonNode node, JsonNode ours) {
    String own = ours.path("severity").asText("").toUpperCase(Locale.ROOT);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(own)) {
        return severity;
      }
    }
    return Set.of("warning", "info").contains(node.path("severity").asText(""))
        ? Severity.WARN
        : Severity.FAIL;
  }

  /** The expectations that Great Expectations does not know; the suite carries them for us. */
  private void kept(JsonNode meta, int line) {
    for (JsonNode node : meta.path("lavra").path("expectations")) {
      entries.add(new Entry(node, line));
    }
  }

  private IllegalExpectationException illegal(int line, String problem) {
    return new IllegalExpectationException(file + ":" + line, problem);
  }
}
