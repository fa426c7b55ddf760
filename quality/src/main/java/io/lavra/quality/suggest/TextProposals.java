package io.lavra.quality.suggest;

import static io.lavra.quality.suggest.Proposal.arguments;

import io.lavra.lake.ColumnType;
import io.lavra.quality.profile.ColumnProfile;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sets of values where no new one is to be expected, and the one shape that all values have. */
final class TextProposals {
  private static final int MOST_VALUES = 50;
  private static final int LONGEST = 100;

  /** Every value that often: then the next row brings a new one hardly ever (Good, Turing). */
  private static final int LEAST_OFTEN = 5;

  /** On average that often; else few values are chance. */
  private static final int OFTEN = 10;

  private static final int LONGEST_SHAPE = 30;

  private TextProposals() {}

  static List<Proposal> of(ColumnProfile column, DuckDb duckDb, String relation) {
    if (!column.type().equals(ColumnType.STRING) || column.present() == 0) {
      return List.of();
    }
    boolean isText = column.inferred().isEmpty() && column.personal().isEmpty();
    List<Proposal> set = isText ? set(column, duckDb, relation) : List.of();
    return set.isEmpty() ? shape(column) : set;
  }

  private static List<Proposal> set(ColumnProfile column, DuckDb duckDb, String relation) {
    if (column.distinct() > MOST_VALUES || column.present() < OFTEN * column.distinct()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    String name = SqlText.identifier(column.name());
    duckDb.forEach(
        "SELECT %1$s, count(*) FROM %2$s WHERE %1$s IS NOT NULL GROUP BY %1$s ORDER BY %1$s"
            .formatted(name, relation),
        row -> {
          values.add(String.valueOf(row.get(0)));
          counts.add(((Number) java.util.Objects.requireNonNull(row.get(1))).longValue());
        });
    long rarest = counts.stream().mapToLong(n -> n).min().orElse(0);
    if (rarest < LEAST_OFTEN || values.stream().anyMatch(value -> value.length() > LONGEST)) {
      return List.of();
    }
    return List.of(
        Proposal.of(
            "expect_column_values_to_be_in_set",
            arguments("column", column.name(), "value_set", values),
            "%s values, the rarest in %s of %s rows"
                .formatted(values.size(), rarest, column.present())));
  }

  private static List<Proposal> shape(ColumnProfile column) {
    boolean isOne = column.shapes().size() == 1 && column.distinct() > 1;
    String shape = isOne ? column.shapes().get(0).value() : "";
    if (shape.isEmpty() || shape.length() > LONGEST_SHAPE || column.present() < OFTEN) {
      return List.of();
    }
    return List.of(
        Proposal.of(
            "expect_column_values_to_match_regex",
            arguments("column", column.name(), "regex", regex(shape)),
            "all %s values look like this".formatted(column.present())));
  }

  /** {@code AAA-999} as {@code ^\p{Lu}{3}-[0-9]{3}$}. */
  static String regex(String shape) {
    StringBuilder regex = new StringBuilder("^");
    int i = 0;
    while (i < shape.length()) {
      int from = i;
      int letter = shape.codePointAt(from);
      while (i < shape.length() && shape.codePointAt(i) == letter) {
        i += Character.charCount(letter);
      }
      int times = (i - from) / Character.charCount(letter);
      regex.append(one(letter)).append(times > 1 ? "{" + times + "}" : "");
    }
    return regex.append('$').toString();
  }

  private static String one(int letter) {
    return switch (letter) {
      case 'A' -> "\\p{Lu}";
      case 'a' -> "[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]";
      case '9' -> "\\p{N}";
      default -> escaped(letter);
    };
  }

  private static String escaped(int letter) {
    String text = Character.toString(letter);
    boolean isPlain = Character.isLetterOrDigit(letter) || letter > 127 || letter <= ' ';
    return isPlain
        ? text
        : text.chars().mapToObj(c -> "\\" + (char) c).collect(Collectors.joining());
  }
}
