package io.lavra.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the word that somebody meant. */
public final class Nearest {
  private Nearest() {}

  /** A sentence that names the known word nearest to a wrong one, or all where none is near. */
  public static String remedy(String wrong, Collection<String> known) {
    if (known.isEmpty()) {
      return "There is none yet.";
    }
    return find(wrong, known)
        .map("Did you mean \"%s\"?"::formatted)
        .orElse("Known here: " + String.join(", ", known) + ".");
  }

  /** The known word within a third of the wrong one's length in edits, at least two. */
  static Optional<String> find(String wrong, Collection<String> known) {
    int far = Math.max(2, wrong.length() / 3);
    List<String> candidates =
        known.stream().filter(word -> sizesAreClose(word, wrong, far)).toList();
    return candidates.stream()
        .min(Comparator.comparingInt((String word) -> distance(wrong, word)))
        .filter(word -> distance(wrong, word) <= far && distance(wrong, word) < word.length());
  }

  private static boolean sizesAreClose(String word, String wrong, int far) {
    return Math.abs(word.length() - wrong.length()) <= far;
  }

  /** Levenshtein's distance. */
  static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[right.length()];
  }
}
