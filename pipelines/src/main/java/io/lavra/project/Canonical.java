package io.lavra.project;

import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML without comments and layout: equal texts mean the same. Keys keep their order. */
final class Canonical {
  private Canonical() {}

  static String text(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .map(tuple -> text(tuple.getKeyNode()) + ":" + text(tuple.getValueNode()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream()
          .map(Canonical::text)
          .collect(Collectors.joining(",", "[", "]"));
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.getTag().equals(Tag.STR) ? quoted(scalar.getValue()) : scalar.getValue();
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + '"';
  }
}
