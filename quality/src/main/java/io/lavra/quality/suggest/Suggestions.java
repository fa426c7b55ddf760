package io.lavra.quality.suggest;

import java.util.List;

/**
 * A suite to look through and paste.
 *
 * @param proposedOn how many rows the expectations were proposed on
 * @param heldOut how many they were tried on
 * @param dropped how many did not hold there
 * @param remarks what else a table file might say; one line each
 */
public record Suggestions(
    String table,
    long proposedOn,
    long heldOut,
    int dropped,
    List<Suggestion> suggestions,
    List<String> remarks) {
  public Suggestions {
    suggestions = List.copyOf(suggestions);
    remarks = List.copyOf(remarks);
  }
}
