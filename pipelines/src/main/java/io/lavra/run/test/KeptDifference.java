package io.lavra.run.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.project.DefinitionTest.GivenRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a test expects to be kept back beside those that are: by {@code reason}, of which a
 * part suffices, and by columns as they came.
 */
record KeptDifference(List<GivenRow> expected) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REASON = "reason";

  /**
   * @param kept the reason and the raw row of each
   */
  RowDifference of(List<List<@Nullable String>> kept) {
    Set<String> names = new LinkedHashSet<>(List.of(REASON));
    expected.forEach(row -> names.addAll(row.values().keySet()));
    List<List<@Nullable String>> wanted = new ArrayList<>();
    for (GivenRow row : expected) {
      List<@Nullable String> values = new ArrayList<>();
      names.forEach(name -> values.add(text(row.values().get(name))));
      wanted.add(values);
    }
    List<List<@Nullable String>> actual = new ArrayList<>();
    for (List<@Nullable String> row : kept) {
      JsonNode raw = tree(String.valueOf(row.get(1)));
      List<@Nullable String> values = new ArrayList<>();
      for (String name : names) {
        values.add(name.equals(REASON) ? row.get(0) : value(raw.path(name)));
      }
      actual.add(values);
    }
    return RowDifference.of(List.copyOf(names), wanted, actual, KeptDifference::same);
  }

  private static boolean same(List<@Nullable String> wanted, List<@Nullable String> actual) {
    String reason = wanted.get(0);
    return (reason == null || String.valueOf(actual.get(0)).contains(reason))
        && Objects.equals(wanted.subList(1, wanted.size()), actual.subList(1, actual.size()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String value(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private static JsonNode tree(String raw) {
    try {
      return JSON.readTree(raw);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().missingNode();
    }
  }
}
