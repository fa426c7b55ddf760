package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a commit is whole. Delta Standalone takes an empty commit for one that changes nothing,
 * passes over actions that it does not know, and does not count: rows would be gone, and nobody
 * would be told.
 */
final class CommitLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that the protocol has, features that Lavra does not read included. */
  private static final Set<String> ACTIONS =
      Set.of(
          "add",
          "cdc",
          "checkpointMetadata",
          "commitInfo",
          "domainMetadata",
          "metaData",
          "protocol",
          "remove",
          "sidecar",
          "txn");

  private int adds;
  private int removes;
  private JsonNode metrics = JSON.missingNode();

  private CommitLines() {}

  /** What is wrong with a commit, as the end of a sentence; empty if nothing is. */
  static Optional<String> problem(List<String> lines) {
    return new CommitLines().find(lines);
  }

  private Optional<String> find(List<String> lines) {
    if (lines.stream().allMatch(String::isBlank)) {
      return Optional.of("is empty");
    }
    for (int i = 0; i < lines.size(); i++) {
      Optional<String> problem = lines.get(i).isBlank() ? Optional.empty() : line(lines, i);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return missing("numFiles", adds, "adds")
        .or(() -> missing("numRemovedFiles", removes, "removes"));
  }

  private Optional<String> line(List<String> lines, int i) {
    JsonNode action;
    try {
      action = JSON.readTree(lines.get(i));
    } catch (JsonProcessingException broken) {
      String how = i == lines.size() - 1 ? "is cut in line %s" : "is no JSON in line %s";
      return Optional.of(how.formatted(i + 1));
    }
    String kind = action.isObject() && !action.isEmpty() ? action.fieldNames().next() : "";
    if (!ACTIONS.contains(kind)) {
      return Optional.of("has an unknown action \"%s\" in line %s".formatted(shown(kind), i + 1));
    }
    adds += kind.equals("add") ? 1 : 0;
    removes += kind.equals("remove") ? 1 : 0;
    if (kind.equals("commitInfo") && action.at("/commitInfo/engineInfo").asText().equals("Lavra")) {
      metrics = action.at("/commitInfo/operationMetrics");
    }
    return Optional.empty();
  }

  /** A commit that was cut between two lines: ours say how many files they name. */
  private Optional<String> missing(String metric, int found, String verb) {
    JsonNode said = metrics.path(metric);
    return said.isMissingNode() || said.asInt(found) == found
        ? Optional.empty()
        : Optional.of("%s %s files and names %s of them".formatted(verb, said.asText(), found));
  }

  private static String shown(String kind) {
    return kind.length() > 40 ? kind.substring(0, 40) + "…" : kind;
  }
}
