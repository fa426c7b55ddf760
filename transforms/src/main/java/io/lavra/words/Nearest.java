package io.lavra.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant, whatever its case, by Levenshtein's edit distance. */
public final class Nearest {
  private Nearest() {}

  /** A sentence that names the known word nearest to a wrong one, or all if none is near. */
  public static String remedy(String wrong, Collection<String> known) {
    if (known.isEmpty()) {
      return "There is none yet.";
    }
    return find(wrong, known)
        .map("Did you mean \"%s\"?"::formatted)
        .orElseGet(() -> "Known here: " + String.join(", ", known) + ".");
  }

  /**
   * The known word within a third of the wrong one's length in edits, or within two, but not in all
   * of it; the first if several are as near.
   */
  public static Optional<String> find(String wrong, Collection<String> known) {
    int far = Math.max(2, wrong.length() / 3);
    return known.stream()
        .filter(word -> Math.abs(word.length() - wrong.length()) <= far)
        .min(Comparator.comparingInt(word -> distance(wrong, word)))
        .filter(word -> distance(wrong, word) <= Math.min(far, wrong.length() - 1));
  }

  private static int distance(String one, String other) {
    String left = one.toLowerCase(Locale.ROOT);
    String right = other.toLowerCase(Locale.ROOT);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
