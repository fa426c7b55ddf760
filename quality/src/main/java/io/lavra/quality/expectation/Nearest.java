package io.lavra.quality.expectation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word closest to one that is not known, by Levenshtein's edit distance. */
public final class Nearest {
  private Nearest() {}

  /**
   * Empty where nothing known is near enough to be meant: more than a third of the word differs.
   */
  static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 3));
  }

  /** {@code Did you mean "…"?}, or what there is to choose from. */
  public static String hint(String word, Collection<String> known) {
    return to(word, known)
        .map(near -> "Did you mean \"%s\"?".formatted(near))
        .orElseGet(() -> "There is: " + String.join(", ", known) + ".");
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int swap = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
