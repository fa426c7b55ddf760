package io.lavra.quality.gx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as plain values. */
final class GxValues {
  private GxValues() {}

  /** As {@link #orNull}, of a node that is no null. */
  static Object plain(JsonNode node) {
    return Optional.ofNullable(orNull(node)).orElseThrow();
  }

  /** String, Boolean, Integer (Long or BigInteger where too large), Double, List or Map. */
  private static @Nullable Object orNull(JsonNode node) {
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(item -> list.add(orNull(item)));
      return Collections.unmodifiableList(list);
    }
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.fields().forEachRemaining(field -> map.put(field.getKey(), orNull(field.getValue())));
      return Collections.unmodifiableMap(map);
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asText();
  }
}
