package io.lavra.words;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A lake folder cannot be used as it is written. The message has every problem on a line of its own
 * as {@code place: problem remedy}, sorted by file and line.
 */
public class ConfigurationException extends RuntimeException implements Expected {
  private final transient List<Problem> problems;

  public ConfigurationException(List<Problem> problems) {
    super(text(sorted(problems)));
    this.problems = sorted(problems);
  }

  public ConfigurationException(Place place, String problem, String remedy) {
    this(List.of(new Problem(place, problem, remedy)));
  }

  public List<Problem> problems() {
    return problems;
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparing(Problem::place).thenComparing(Problem::problem))
        .toList();
  }

  private static String text(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  /**
   * One thing that is wrong.
   *
   * @param problem what is wrong, as a sentence
   * @param remedy what to do about it, as a sentence
   */
  public record Problem(Place place, String problem, String remedy) {
    @Override
    public String toString() {
      return Inert.line(place + ": " + problem + " " + remedy);
    }
  }
}
