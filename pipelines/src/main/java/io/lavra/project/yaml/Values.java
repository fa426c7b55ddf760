package io.lavra.project.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Free-form YAML to plain values. */
public final class Values {
  private static final int LONGEST_NUMBER = 40;

  private Values() {}

  /**
   * String, Boolean, Integer (Long or BigInteger where it is too large), Double, List, or Map in
   * the order of the file; empty for null. A null in a map or list is left out, but in a list
   * within a list it stands for itself: there the place counts.
   */
  public static Optional<Object> plain(Node node) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(map(mapping));
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> items = new ArrayList<>();
      sequence.getValue().forEach(item -> inner(item).ifPresent(items::add));
      return Optional.of(List.copyOf(items));
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.getTag().equals(Tag.NULL) ? Optional.empty() : Optional.of(scalar(scalar));
  }

  private static Optional<Object> inner(Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      return plain(node);
    }
    List<@Nullable Object> items = new ArrayList<>();
    sequence.getValue().forEach(item -> items.add(plain(item).orElse(null)));
    return Optional.of(Collections.unmodifiableList(items));
  }

  public static Map<String, Object> map(MappingNode mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        plain(tuple.getValueNode()).ifPresent(value -> values.put(key.getValue(), value));
      }
    }
    return values;
  }

  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (node.getTag().equals(Tag.INT) && text.length() <= LONGEST_NUMBER) {
      return integer(new BigInteger(text));
    }
    if (node.getTag().equals(Tag.FLOAT) && Character.isDigit(text.charAt(text.length() - 1))) {
      return Double.valueOf(text);
    }
    return text;
  }

  private static Object integer(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }
}
