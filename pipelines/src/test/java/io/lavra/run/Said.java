package io.lavra.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command said.
 *
 * @param out standard output
 * @param err standard error
 */
public record Said(int exit, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Standard output as JSON. */
  public JsonNode json() {
    return tree(out);
  }

  /** A text as JSON. */
  public static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** A run's JSON document, a line for it and one for each table, without ids, times and sizes. */
  public String report() {
    ObjectNode document = (ObjectNode) json();
    StringBuilder text = new StringBuilder();
    JsonNode tables = document.remove("tables");
    document.remove("run_id");
    document.remove("trace_id");
    document.remove("seconds");
    document.remove("date");
    text.append(document);
    for (JsonNode table : tables) {
      ((ObjectNode) table).remove("seconds");
      ((ObjectNode) table).remove("bytes");
      text.append('\n').append(table);
    }
    return text.toString();
  }

  /** The status of each table of a run and why, in the order of the plan. */
  public Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    json()
        .get("tables")
        .forEach(
            table ->
                tables.put(
                    table.get("table").asText(),
                    table.get("status").asText() + ": " + table.get("reason").asText()));
    return tables;
  }
}
