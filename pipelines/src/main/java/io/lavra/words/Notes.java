package io.lavra.words;

import io.lavra.words.ConfigurationException.Problem;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where the problems of one file are noted while reading goes on.
 *
 * @param file relative to the lake folder
 * @param problems of the whole lake
 */
public record Notes(Path file, List<Problem> problems) {
  public Place at(Node node) {
    return new Place(file, node.getStartMark().map(Mark::getLine).orElse(-1) + 1);
  }

  public void add(Place place, String problem, String remedy) {
    problems.add(new Problem(place, problem, remedy));
  }

  public void add(Node node, String problem, String remedy) {
    add(at(node), problem, remedy);
  }

  /** What a user wrote, fit for a message. */
  public static String quote(String written) {
    return Inert.quoted(written);
  }
}
