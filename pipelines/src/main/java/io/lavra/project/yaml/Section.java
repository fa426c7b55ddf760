package io.lavra.project.yaml;

import io.lavra.words.Nearest;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping in a YAML file, read key by key. What is wrong is noted and reads as absent, so that
 * one reading finds everything.
 */
public final class Section {
  private final Notes notes;
  private final Place place;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Map<String, Node> values = new LinkedHashMap<>();

  public Section(Notes notes, MappingNode node) {
    this.notes = notes;
    this.place = notes.at(node);
    node.getValue().forEach(this::add);
  }

  private void add(NodeTuple tuple) {
    Node key = tuple.getKeyNode();
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (name.isEmpty()) {
      notes.add(key, "A key must be a word.", "Check quotes and brackets.");
    } else if (keys.putIfAbsent(name, key) != null) {
      notes.add(key, "%s appears twice.".formatted(Notes.quote(name)), "Keep one of the two.");
    } else if (tuple.getValueNode().getTag().equals(Tag.NULL)) {
      notes.add(
          key,
          Notes.quote(name) + " has no value.",
          "Give it one, remove the key, or quote a text with commas.");
    } else {
      values.put(name, tuple.getValueNode());
    }
  }

  /** Notes every key that is not among these. */
  public Section only(String... known) {
    List<String> names = Arrays.asList(known);
    keys.forEach(
        (name, node) -> {
          if (!names.contains(name)) {
            notes.add(
                node, "Unknown key %s.".formatted(Notes.quote(name)), Nearest.remedy(name, names));
          }
        });
    return this;
  }

  public Notes notes() {
    return notes;
  }

  /** Where a key is written, or where the section starts. */
  public Place place(String key) {
    Node node = keys.get(key);
    return node == null ? place : notes.at(node);
  }

  /** The keys, also those without a value, in the order of the file. */
  public Set<String> keys() {
    return keys.keySet();
  }

  public boolean has(String key) {
    return keys.containsKey(key);
  }

  public Optional<Node> node(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public void wrong(String key, String problem, String remedy) {
    notes.add(place(key), problem, remedy);
  }

  public Optional<String> text(String key) {
    return node(key).flatMap(node -> scalar(node, Notes.quote(key) + " takes one value."));
  }

  /** SQL over one row, which is read when the columns are known. */
  public Optional<Condition> condition(String key) {
    return text(key).map(sql -> new Condition(sql, place(key)));
  }

  /** The text of a key that must be there; notes and gives a placeholder where it is not. */
  public String required(String key, String remedy) {
    if (!has(key)) {
      notes.add(place, Notes.quote(key) + " is missing.", remedy);
    }
    return text(key).orElse("");
  }

  public boolean flag(String key, boolean otherwise) {
    return choice(key, Map.of("true", true, "false", false), Set.of()).orElse(otherwise);
  }

  public int count(String key, int otherwise) {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().matches("\\d{1,6}")) {
      wrong(
          key,
          "%s is %s.".formatted(Notes.quote(key), Notes.quote(text.get())),
          "Write a whole number from 0 to 999999.");
      return otherwise;
    }
    return text.map(Integer::parseInt).orElse(otherwise);
  }

  public Optional<Character> character(String key) {
    Optional<String> text = text(key);
    if (text.isPresent() && text.get().length() != 1) {
      wrong(
          key,
          "%s is %s.".formatted(Notes.quote(key), Notes.quote(text.get())),
          "Write one character in quotes.");
      return Optional.empty();
    }
    return text.map(one -> one.charAt(0));
  }

  /** The same for any character that is seen, whether or not it is one {@code char}. */
  public Optional<String> symbol(String key) {
    Optional<String> text = text(key);
    if (text.isPresent()
        && (text.get().codePointCount(0, text.get().length()) != 1
            || (Character.isISOControl(text.get().charAt(0)) && !text.get().equals("\t")))) {
      wrong(
          key,
          "%s is %s.".formatted(Notes.quote(key), Notes.quote(text.get())),
          "Write one character in quotes.");
      return Optional.empty();
    }
    return text;
  }

  /** One of the words of a map; those of {@code later} are known but not there yet. */
  public <E> Optional<E> choice(String key, Map<String, E> words, Set<String> later) {
    Optional<String> text = text(key);
    if (text.isEmpty() || words.containsKey(text.get())) {
      return text.map(words::get);
    }
    String written = "%s is %s".formatted(Notes.quote(key), Notes.quote(text.get()));
    List<String> known = words.keySet().stream().sorted().toList();
    if (later.contains(text.get())) {
      wrong(key, written + ", which is not there yet.", "Use " + String.join(", ", known) + ".");
    } else {
      wrong(key, written + ".", Nearest.remedy(text.get(), known));
    }
    return Optional.empty();
  }

  /** A list of texts; empty where the key is absent. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      scalar(item, Notes.quote(key) + " is a list of single values.").ifPresent(texts::add);
    }
    return texts;
  }

  public boolean isList(String key) {
    return values.get(key) instanceof SequenceNode;
  }

  /** The items of a list; none where the key is absent. */
  public List<Node> items(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    node.ifPresent(
        wrong -> notes.add(wrong, Notes.quote(key) + " is a list.", "Write it as [a, b]."));
    return List.of();
  }

  public Optional<Section> section(String key) {
    return mapping(key).map(mapping -> new Section(notes, mapping));
  }

  public Optional<MappingNode> mapping(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof MappingNode mapping) {
      return Optional.of(mapping);
    }
    node.ifPresent(
        wrong ->
            notes.add(wrong, Notes.quote(key) + " has keys of its own.", "Write it as {key: …}."));
    return Optional.empty();
  }

  private Optional<String> scalar(Node node, String otherwise) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    notes.add(node, otherwise, "Remove brackets, braces or dashes, or add quotes.");
    return Optional.empty();
  }
}
