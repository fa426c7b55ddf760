package io.lavra.quality.gx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.ImportedCondition;
import io.lavra.quality.expectation.ImportedTimes;
import io.lavra.quality.expectation.RelativeTime;
import io.lavra.quality.expectation.Severity;
import io.lavra.quality.expectation.Vacuous;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes expectations as a suite file of Great Expectations 1.x. What it does not know (arguments,
 * severities and whole expectations of our own) goes along as {@code meta}, and {@link GxReader}
 * finds it there.
 */
public final class GxWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names that 1.x cannot read, or has no class for. */
  private static final Set<String> OURS =
      Set.of(
          "relationships",
          "dqdl",
          "anomaly",
          "expect_column_chisquare_test_p_value_to_be_greater_than",
          "expect_column_max_to_be_recent");

  private static final Set<String> OUR_ARGUMENTS = Set.of("order_by");

  private GxWriter() {}

  /**
   * @param name the suite's name, such as the table's
   */
  public static String write(String name, List<Expectation> expectations) {
    ObjectNode suite = JSON.createObjectNode().put("name", name);
    ArrayNode theirs = suite.putArray("expectations");
    ArrayNode ours = JSON.createArrayNode();
    for (Expectation expectation : expectations) {
      (OURS.contains(expectation.name()) ? ours : theirs).add(node(expectation));
    }
    if (!ours.isEmpty()) {
      suite.putObject("meta").putObject("lavra").set("expectations", ours);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(suite) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode node(Expectation expectation) {
    ObjectNode node = JSON.createObjectNode().put("type", expectation.name());
    ObjectNode kwargs = node.putObject("kwargs");
    ObjectNode meta = JSON.createObjectNode();
    Map<String, Object> sorted = new TreeMap<>(expectation.arguments());
    sorted.forEach(
        (key, value) -> {
          if (value instanceof Vacuous || value instanceof ImportedTimes) {
            return;
          }
          if (value instanceof RelativeTime time) {
            kwargs.putObject(key).put("$PARAMETER", time.expression());
          } else if (value instanceof ImportedCondition condition) {
            new TreeMap<>(condition.written())
                .forEach((word, text) -> kwargs.set(word, JSON.valueToTree(text)));
          } else if (key.equals("row_condition")) {
            kwargs
                .putObject(key)
                .put("type", "pass_through")
                .put("pass_through_filter", value.toString());
          } else if (OUR_ARGUMENTS.contains(key)) {
            meta.withObject("/lavra/arguments").set(key, JSON.valueToTree(value));
          } else {
            kwargs.set(key, JSON.valueToTree(value));
          }
        });
    node.put("severity", expectation.severity() == Severity.WARN ? "warning" : "critical");
    if (expectation.severity() == Severity.QUARANTINE) {
      meta.withObject("/lavra")
          .put("severity", expectation.severity().name().toLowerCase(Locale.ROOT));
    }
    return meta.isEmpty() ? node : node.set("meta", meta);
  }
}
