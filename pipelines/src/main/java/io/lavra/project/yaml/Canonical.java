package io.lavra.project.yaml;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML without comments and layout: equal texts mean the same. Keys keep their order. */
public final class Canonical {
  private Canonical() {}

  /** A table file without the descriptions of the table and its columns: no row depends on them. */
  public static String rows(MappingNode table) {
    return join(
        withoutDescription(table),
        (key, value) ->
            key.equals("columns") && value instanceof MappingNode columns
                ? join(columns.getValue(), (name, column) -> column(column))
                : text(value));
  }

  private static String column(Node column) {
    return column instanceof MappingNode spec
        ? join(withoutDescription(spec), (key, value) -> text(value))
        : text(column);
  }

  private static List<NodeTuple> withoutDescription(MappingNode mapping) {
    return mapping.getValue().stream().filter(t -> !key(t).equals("description")).toList();
  }

  private static String join(List<NodeTuple> tuples, BiFunction<String, Node, String> value) {
    return tuples.stream()
        .map(t -> text(t.getKeyNode()) + ":" + value.apply(key(t), t.getValueNode()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String key(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  static String text(Node node) {
    if (node instanceof MappingNode mapping) {
      return join(mapping.getValue(), (key, value) -> text(value));
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
