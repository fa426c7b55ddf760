package io.lavra.quality.suggest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.words.Inert;
import java.util.Map;
import java.util.stream.Collectors;

/** Suggestions as a piece of a table file. */
public final class Yaml {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Yaml() {}

  /** The key {@code expectations} with each suggestion below a comment that tells why. */
  public static String write(Suggestions suggestions) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "# For %s: proposed on %s rows, tried on %s others; %s did not hold there.%n"
            .formatted(
                suggestions.table(),
                suggestions.proposedOn(),
                suggestions.heldOut(),
                suggestions.dropped()));
    suggestions
        .remarks()
        .forEach(remark -> yaml.append("# ").append(Inert.line(remark)).append(".\n"));
    yaml.append(suggestions.suggestions().isEmpty() ? "expectations: []\n" : "expectations:\n");
    for (Suggestion each : suggestions.suggestions()) {
      yaml.append("  # ").append(Inert.line(each.evidence()));
      if (!each.heldOut().isEmpty()) {
        yaml.append("; held out: ").append(Inert.line(each.heldOut()));
      }
      yaml.append("\n  - %s: %s\n".formatted(each.expectation(), map(each.arguments())));
    }
    return yaml.toString();
  }

  private static String map(Map<String, Object> arguments) {
    return arguments.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  /** JSON; what YAML does not print is escaped. */
  static String text(Object value) {
    try {
      return Inert.line(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
