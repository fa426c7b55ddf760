package io.lavra.quality.docs;

import java.util.List;

/**
 * An expectation and what became of it.
 *
 * @param expectation Great Expectations' name
 * @param column the column it speaks of; empty where it speaks of none
 * @param arguments for people: {@code min 0 · max 10}
 * @param severity fail, warn or quarantine
 * @param observed what was measured; empty where nothing was, or where it is personal
 * @param examples rows that are not as expected
 */
public record CheckDocs(
    String expectation,
    String column,
    String arguments,
    String severity,
    Outcome outcome,
    String observed,
    String message,
    List<Example> examples) {
  /** What a gate can say. */
  public enum Outcome {
    PASS("pass"),
    FAIL("fail"),
    /** No run has judged it as it is written now. */
    OPEN("not judged");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public CheckDocs {
    examples = List.copyOf(examples);
  }

  /** What the verdict looks like: a failure that only warns is no alarm. */
  Verdict mark() {
    return switch (outcome) {
      case PASS -> Verdict.PASS;
      case OPEN -> Verdict.NEW;
      case FAIL -> severity.equals("fail") ? Verdict.FAILED : Verdict.WARN;
    };
  }

  /** What a failure does, for people. */
  String consequence() {
    return switch (severity) {
      case "fail" -> "blocks the publish";
      case "quarantine" -> "keeps the row back";
      default -> "warns";
    };
  }
}
