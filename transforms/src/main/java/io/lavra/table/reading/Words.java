package io.lavra.table.reading;

import io.lavra.table.duckdb.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** A boolean by its words: those declared, else {@code true} and {@code false} in any case. */
record Words(List<String> trueWords, List<String> falseWords) implements Reading {
  @Override
  public String value(Text text) {
    return "CASE WHEN %s THEN true WHEN %s THEN false END"
        .formatted(
            isOne(text.clean(), trueWords, "true"), isOne(text.clean(), falseWords, "false"));
  }

  private static String isOne(String text, List<String> words, String otherwise) {
    return words.isEmpty()
        ? "lower(%s) = '%s'".formatted(text, otherwise)
        : text
            + words.stream().map(SqlText::literal).collect(Collectors.joining(", ", " IN (", ")"));
  }

  @Override
  public String isRight(Text text, String value) {
    return value + " IS NOT NULL";
  }

  @Override
  public List<Remedy> remedies(String text) {
    return trueWords.isEmpty() && falseWords.isEmpty()
        ? List.of(Remedy.of("true", "declare the words it has with true: [...] and false: [...]"))
        : List.of();
  }
}
