package io.lavra.quality.expectation;

import java.util.List;
import java.util.stream.Collectors;

/** Texts against SQL's LIKE: {@code %} stands for any text, {@code _} for any character. */
final class LikeKinds {
  private static final List<String> ONE =
      List.of("column", "like_pattern", "mostly", "row_condition");
  private static final List<String> MANY =
      List.of("column", "like_pattern_list", "mostly", "row_condition");
  private static final List<String> ANY_OR_ALL =
      List.of("column", "like_pattern_list", "match_on", "mostly", "row_condition");

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_match_like_pattern", ONE, a -> one(a, true)),
          new Kind("expect_column_values_to_not_match_like_pattern", ONE, a -> one(a, false)),
          new Kind("expect_column_values_to_match_like_pattern_list", ANY_OR_ALL, LikeKinds::list),
          new Kind("expect_column_values_to_not_match_like_pattern_list", MANY, LikeKinds::none));

  private LikeKinds() {}

  private static Statement one(Arguments arguments, boolean match) {
    List<String> patterns = List.of(arguments.text("like_pattern"));
    return share(arguments, patterns, match ? " OR " : "", match);
  }

  private static Statement list(Arguments arguments) {
    String link = arguments.choice("match_on", List.of("any", "all")).equals("all") ? "AND" : "OR";
    return share(arguments, arguments.texts("like_pattern_list"), " " + link + " ", true);
  }

  private static Statement none(Arguments arguments) {
    return share(arguments, arguments.texts("like_pattern_list"), " OR ", false);
  }

  private static Statement share(
      Arguments arguments, List<String> patterns, String link, boolean match) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    String like =
        patterns.stream()
            .map(pattern -> Sql.name(use.column()) + " LIKE " + Sql.text(pattern))
            .collect(Collectors.joining(link));
    return RowLevel.values(
        arguments,
        use,
        match ? "(" + like + ")" : "NOT (" + like + ")",
        (match ? "not like " : "like ") + String.join(", ", patterns));
  }
}
