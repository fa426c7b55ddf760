package io.lavra.table;

import io.lavra.lake.TableSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a table file's {@code with} and {@code inputs} say to a {@link TableTransform}. Every method
 * throws {@link IllegalArgumentException} that names the key and the remedy.
 */
public final class TransformOptions {
  private final String transform;
  private final Map<String, Object> with;

  /**
   * @param known every key that {@code with} may have
   */
  public TransformOptions(String transform, Map<String, Object> with, List<String> known) {
    this.transform = transform;
    this.with = with;
    for (String key : with.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            known.isEmpty()
                ? "%s knows no key \"%s\". Remove it: it takes none.".formatted(transform, key)
                : "%s knows no key \"%s\". Did you mean \"%s\"?"
                    .formatted(transform, key, nearest(key, known)));
      }
    }
  }

  /** A whole number within bounds. */
  public int wholeNumber(String key, int usual, int least, int most) {
    Object value = with.getOrDefault(key, usual);
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw wrong(key, value, "a whole number from %s to %s".formatted(least, most));
  }

  public String text(String key, String usual) {
    Object value = with.getOrDefault(key, usual);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(key, value, "a word");
  }

  /** A list of words, at least one; a single word stands for a list of it. */
  public List<String> texts(String key, List<String> usual) {
    Object value = with.getOrDefault(key, usual);
    if (value instanceof String text && !text.isBlank()) {
      return List.of(text);
    }
    if (value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(key, value, "a list of words such as [a, b]");
  }

  /** The columns of an input the transform reads. */
  public TableSchema input(Map<String, TableSchema> inputs, String name, List<String> columns) {
    TableSchema input = inputs.get(name);
    if (input == null || inputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s takes one input, \"%s\", not %s. Write inputs: { %s: a.table }."
              .formatted(transform, name, inputs.keySet().stream().sorted().toList(), name));
    }
    for (String column : columns) {
      if (input.column(column).isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs a column \"%s\" in its input \"%s\", which has %s. Add it or rename the nearest, \"%s\"."
                .formatted(transform, column, name, input.names(), nearest(column, input.names())));
      }
    }
    return input;
  }

  private IllegalArgumentException wrong(String key, Object value, String remedy) {
    return new IllegalArgumentException(
        "%s cannot use \"%s: %s\". Give %s.".formatted(transform, key, value, remedy));
  }

  private static String nearest(String word, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String other) -> distance(word, other)))
        .orElse("");
  }

  /** Levenshtein's edit distance, whatever the case. */
  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
