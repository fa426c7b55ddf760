package io.lavra.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table file's {@code with}, read with the user's mistakes in mind. */
record Settings(Map<String, Object> with) {

  /** Throws {@link IllegalArgumentException} for a key that is not among those known. */
  void allowOnly(List<String> known) {
    for (String key : with.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "forecast: unknown key \"%s\" in with. Did you mean \"%s\"? Known keys: %s."
                .formatted(key, Nearest.to(key, known), String.join(", ", known)));
      }
    }
  }

  String text(String key) {
    Object value = with.get(key);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(key, "a text", value);
  }

  String text(String key, String otherwise) {
    return with.get(key) == null ? otherwise : text(key);
  }

  int number(String key, int least, int most) {
    return number(key, with.get(key), least, most);
  }

  int number(String key, int least, int most, int otherwise) {
    return with.get(key) == null ? otherwise : number(key, least, most);
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> E choice(String key, E[] constants, @Nullable E otherwise) {
    Object value = with.get(key);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(Objects.toString(value))) {
        return constant;
      }
    }
    String known =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw wrong(key, "one of " + known, value);
  }

  List<String> texts(String key) {
    if (with.get(key) instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(key, "a list of texts, not empty", with.get(key));
  }

  List<Integer> numbers(String key, int least, int most, List<Integer> otherwise) {
    Object value = with.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(key, "a list of whole numbers", value);
    }
    List<Integer> numbers = new ArrayList<>();
    for (Object item : list) {
      int number = number(key, item, least, most);
      if (numbers.contains(number)) {
        throw wrong(key, "a list without repetition", value);
      }
      numbers.add(number);
    }
    return List.copyOf(numbers);
  }

  IllegalArgumentException wrong(String key, String wanted, @Nullable Object found) {
    return new IllegalArgumentException(
        "forecast: with.%s must be %s, but is %s.".formatted(key, wanted, shown(found)));
  }

  private int number(String key, @Nullable Object value, int least, int most) {
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= most) {
      return ((Number) value).intValue();
    }
    throw wrong(key, "a whole number from %s to %s".formatted(least, most), value);
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "missing" : value instanceof String ? "\"" + value + "\"" : value + "";
  }
}
