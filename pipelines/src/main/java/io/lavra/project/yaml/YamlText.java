package io.lavra.project.yaml;

import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML text to nodes that know their lines. No objects are constructed, and what can make a small
 * text large or endless (deep nesting, aliases, tags) is refused before nodes are built.
 */
public final class YamlText {
  private static final int MAX_DEPTH = 32;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setMaxAliasesForCollections(0).build();

  private YamlText() {}

  /** The mapping that the whole file is, or empty after noting why there is none. */
  public static Optional<MappingNode> read(String text, Notes notes) {
    try {
      if (!isHarmless(text, notes)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(mapping);
      }
      notes.add(new Place(notes.file(), 1), "The file has no keys.", "Write it as key: value.");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(-1) + 1;
      notes.add(
          new Place(notes.file(), line),
          "This is not YAML: " + e.getProblem() + ".",
          "Check indentation, quotes and brackets.");
    } catch (YamlEngineException e) {
      notes.add(
          new Place(notes.file(), 0),
          "This is not YAML.",
          "It may hold characters that no text has: save it as plain UTF-8.");
    }
    return Optional.empty();
  }

  private static boolean isHarmless(String text, Notes notes) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      Optional<String> harm = depth > MAX_DEPTH ? Optional.of("more than 32 levels") : harm(event);
      if (harm.isPresent()) {
        int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        notes.add(
            new Place(notes.file(), line),
            "Lake files use no %s.".formatted(harm.get()),
            "Write the value out.");
        return false;
      }
    }
    return true;
  }

  private static Optional<String> harm(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      return Optional.of("anchors and aliases");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
            || (event instanceof CollectionStartEvent collection
                && collection.getTag().isPresent());
    return tagged ? Optional.of("tags") : Optional.empty();
  }
}
