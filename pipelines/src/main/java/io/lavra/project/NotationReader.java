package io.lavra.project;

import io.lavra.lake.ColumnType;
import io.lavra.project.yaml.Section;
import io.lavra.table.reading.DatePattern;
import io.lavra.table.reading.Notation;
import io.lavra.table.reading.Notation.ClockChange;
import io.lavra.table.reading.Notation.Negative;
import io.lavra.table.reading.Notation.Rounding;
import io.lavra.words.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the keys of a column that say how its values are written. */
final class NotationReader {
  static final List<String> KEYS =
      List.of(
          "format",
          "decimal",
          "grouping",
          "currency",
          "negative",
          "percent",
          "round",
          "clock-change",
          "true",
          "false");

  /** What a number has besides marks and currency. */
  private static final Pattern OF_NUMBERS = Pattern.compile("[0-9+\\-()%]");

  private final String name;
  private final Section column;

  NotationReader(String name, Section column) {
    this.name = name;
    this.column = column;
  }

  Notation read(ColumnType type, List<String> nulls) {
    refuseMisplaced(innermost(type));
    return new Notation(
        format().orElse(null),
        mark("decimal").orElse(null),
        grouping().orElse(null),
        currency(),
        column
            .choice(
                "negative",
                Map.of("parentheses", Negative.PARENTHESES, "trailing", Negative.TRAILING),
                Set.of())
            .orElse(null),
        column.flag("percent", false),
        column
            .choice(
                "round",
                Map.of("half_even", Rounding.HALF_EVEN, "half_up", Rounding.HALF_UP),
                Set.of())
            .orElse(null),
        column
            .choice(
                "clock-change",
                Map.of(
                    "earlier", ClockChange.EARLIER,
                    "later", ClockChange.LATER,
                    "quarantine", ClockChange.QUARANTINE),
                Set.of())
            .orElse(ClockChange.EARLIER),
        words("true", List.of(), nulls),
        words("false", column.has("true") ? column.texts("true") : List.of(), nulls));
  }

  private static ColumnType innermost(ColumnType type) {
    return type.isArray() ? innermost(type.element()) : type;
  }

  private Optional<String> format() {
    Optional<String> format = column.text("format");
    try {
      format.ifPresent(DatePattern::of);
      return format;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int end = message.indexOf(". ") + 1;
      column.wrong("format", message.substring(0, end), message.substring(end + 1));
      return Optional.empty();
    }
  }

  private Optional<String> mark(String key) {
    Optional<String> mark = column.symbol(key);
    if (mark.isPresent() && OF_NUMBERS.matcher(mark.get()).matches()) {
      column.wrong(
          key,
          "%s is %s, which numbers have for something else."
              .formatted(Notes.quote(key), Notes.quote(mark.get())),
          "Write another character.");
      return Optional.empty();
    }
    return mark;
  }

  private Optional<String> grouping() {
    Optional<String> grouping = mark("grouping");
    if (grouping.isPresent() && grouping.get().equals(column.text("decimal").orElse("."))) {
      column.wrong(
          "grouping",
          "\"grouping\" is %s, and so is the decimal mark.".formatted(Notes.quote(grouping.get())),
          "Declare decimal: as the numbers have it, such as ','.");
      return Optional.empty();
    }
    return grouping;
  }

  private List<String> currency() {
    List<String> signs = new ArrayList<>();
    for (String sign : oneOrMore("currency")) {
      if (sign.isBlank() || !sign.equals(sign.strip()) || OF_NUMBERS.matcher(sign).find()) {
        column.wrong(
            "currency",
            "\"currency\" is %s.".formatted(Notes.quote(sign)),
            "Write it without blanks, digits, signs and brackets, such as \"R$\".");
      } else {
        signs.add(sign);
      }
    }
    return signs;
  }

  private List<String> oneOrMore(String key) {
    return column.isList(key) ? column.texts(key) : column.text(key).stream().toList();
  }

  /** The words of a boolean, which must be told from the other words and from null markers. */
  private List<String> words(String key, List<String> others, List<String> nulls) {
    List<String> words = column.texts(key);
    boolean trimmed = column.flag("trim", true);
    for (String word : words) {
      String problem =
          nulls.contains(word) || (trimmed && word.isBlank())
              ? "also means that nothing is known"
              : trimmed && !word.equals(word.strip())
                  ? "has blanks around it, which are cut off"
                  : others.contains(word) ? "also means true" : "";
      if (!problem.isEmpty()) {
        column.wrong(
            key,
            "%s has %s, which %s.".formatted(Notes.quote(key), Notes.quote(word), problem),
            "Give each word one meaning; see nulls, default and trim.");
      }
    }
    if (column.has(key) && words.isEmpty()) {
      column.wrong(
          key,
          "%s has no words.".formatted(Notes.quote(key)),
          "Write them as [S, Sim], or remove it.");
    }
    return words;
  }

  private void refuseMisplaced(ColumnType type) {
    boolean whole = type.equals(ColumnType.INT) || type.equals(ColumnType.BIGINT);
    boolean timestamp = type.equals(ColumnType.TIMESTAMP);
    boolean rounds = whole || type.isDecimal() || type.equals(ColumnType.FLOAT) || timestamp;
    refuseUnless(timestamp || type.equals(ColumnType.DATE), "date and timestamp", "format");
    refuseUnless(
        type.isNumeric(), "numbers", "decimal", "grouping", "currency", "negative", "percent");
    refuseUnless(rounds, "whole numbers, decimals, float and timestamp", "round");
    refuseUnless(timestamp, "timestamp", "clock-change");
    refuseUnless(type.equals(ColumnType.BOOLEAN), "boolean", "true", "false");
  }

  private void refuseUnless(boolean fits, String types, String... keys) {
    for (String key : keys) {
      if (!fits && column.has(key)) {
        column.wrong(
            key,
            "\"%s\" is for %s.".formatted(key, types),
            "Remove it, or correct the type of %s.".formatted(Notes.quote(name)));
      }
    }
  }
}
