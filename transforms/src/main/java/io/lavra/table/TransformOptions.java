package io.lavra.table;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.words.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                : "%s knows no key \"%s\". %s"
                    .formatted(transform, key, Nearest.remedy(key, known)));
      }
    }
  }

  /** A whole number within bounds, which must be there. */
  public int wholeNumber(String key, int least, int most) {
    return wholeNumber(key, with.get(key), least, most);
  }

  /** A whole number within bounds. */
  public int wholeNumber(String key, int usual, int least, int most) {
    return wholeNumber(key, with.getOrDefault(key, usual), least, most);
  }

  private int wholeNumber(String key, @Nullable Object value, int least, int most) {
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw wrong(key, value, "a whole number from %s to %s".formatted(least, most));
  }

  /** Whole numbers within bounds, each once. */
  public List<Integer> wholeNumbers(String key, List<Integer> usual, int least, int most) {
    Object value = with.getOrDefault(key, usual);
    if (!(value instanceof List<?> list)) {
      throw wrong(key, value, "a list of whole numbers");
    }
    List<Integer> numbers =
        list.stream().map(item -> wholeNumber(key, item, least, most)).distinct().toList();
    if (numbers.size() < list.size()) {
      throw wrong(key, value, "each number once");
    }
    return numbers;
  }

  /** A text that must be there. */
  public String text(String key) {
    return text(key, with.get(key));
  }

  /** A text that may be missing. */
  public Optional<String> optional(String key) {
    return with.get(key) == null ? Optional.empty() : Optional.of(text(key));
  }

  public String text(String key, String usual) {
    return text(key, with.getOrDefault(key, usual));
  }

  private String text(String key, @Nullable Object value) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(key, value, "a word");
  }

  /**
   * One of an enum's constants, written in lower case.
   *
   * @param usual null if one must be there
   */
  public <E extends Enum<E>> E choice(String key, Class<E> words, @Nullable E usual) {
    Object value = with.get(key);
    if (value == null && usual != null) {
      return usual;
    }
    Map<String, E> known = new LinkedHashMap<>();
    for (E constant : words.getEnumConstants()) {
      known.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    E chosen = value == null ? null : known.get(value.toString());
    if (chosen == null) {
      throw wrong(key, value, "one of " + String.join(", ", known.keySet()));
    }
    return chosen;
  }

  /** The column of an input that a key names. */
  public Column column(String key, String name, TableSchema input) {
    return input
        .column(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s reads no column \"%s\", which \"%s\" names. %s"
                        .formatted(transform, name, key, Nearest.remedy(name, input.names()))));
  }

  /** A list of words, at least one, which must be there; a single word stands for a list of it. */
  public List<String> texts(String key) {
    return texts(key, with.get(key));
  }

  /** A list of words, at least one; a single word stands for a list of it. */
  public List<String> texts(String key, List<String> usual) {
    return texts(key, (Object) with.getOrDefault(key, usual));
  }

  private List<String> texts(String key, @Nullable Object value) {
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
            "%s needs a column \"%s\" in its input \"%s\", which has %s. Add it%s."
                .formatted(
                    transform,
                    column,
                    name,
                    input.names(),
                    Nearest.find(column, input.names())
                        .map(" or rename \"%s\""::formatted)
                        .orElse("")));
      }
    }
    return input;
  }

  /**
   * What cannot be used, to be thrown.
   *
   * @param value what stands there; null if nothing does
   * @param remedy what may stand there
   */
  public IllegalArgumentException wrong(String key, @Nullable Object value, String remedy) {
    return new IllegalArgumentException(
        value == null
            ? "%s needs \"%s\". Give %s.".formatted(transform, key, remedy)
            : "%s cannot use \"%s: %s\". Give %s.".formatted(transform, key, value, remedy));
  }
}
