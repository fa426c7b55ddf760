package io.lavra.quality.expectation;

import io.lavra.quality.gate.Analyzers;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Values against a list of values. */
final class SetKinds {
  private static final List<String> OF_VALUES =
      List.of("column", "value_set", "mostly", "row_condition");
  private static final List<String> OF_SETS = List.of("column", "value_set", "row_condition");
  private static final int SHOWN = 5;

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_be_in_set", OF_VALUES, SetKinds::inSet),
          new Kind("expect_column_values_to_not_be_in_set", OF_VALUES, SetKinds::notInSet),
          new Kind("expect_column_distinct_values_to_be_in_set", OF_SETS, SetKinds::inSet),
          new Kind("expect_column_distinct_values_to_contain_set", OF_SETS, SetKinds::containSet),
          new Kind("expect_column_distinct_values_to_equal_set", OF_SETS, SetKinds::equalSet),
          new Kind(
              "expect_column_most_common_value_to_be_in_set",
              List.of("column", "value_set", "ties_okay", "row_condition"),
              SetKinds::mostCommon));

  private SetKinds() {}

  private static Statement inSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    return RowLevel.values(arguments, use, in(use), "not among " + shown(use.literals()));
  }

  private static Statement notInSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    return RowLevel.values(arguments, use, "NOT " + in(use), "among " + shown(use.literals()));
  }

  private static Statement containSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    Rows rows = Rows.of(arguments);
    Measure found = found(rows, use);
    int wanted = use.literals().size();
    Computed missing =
        new Computed(
            Optional.of(use.column()),
            "values of " + use.column(),
            List.of(found),
            measured -> sum(OptionalDouble.of(0), measured.number(found), wanted),
            new Requirement(number -> number == 0, "none missing"),
            () -> Analyzers.customSql(found.sql()),
            List.of(use),
            Set.of());
    Measure values = rows.groups(use.column()).measure("missing", missing(use));
    return new Telling(missing, values, "none missing", "all of " + shown(use.literals()));
  }

  /** SQL over groups: the first few of the wanted values that are not there. */
  private static String missing(ColumnUse use) {
    String each =
        use.literals().stream()
            .map(
                value ->
                    "CASE WHEN count(*) FILTER (WHERE v1 = %s) = 0 THEN %s END"
                        .formatted(Sql.value(value), Sql.text(value.toString())))
            .collect(Collectors.joining(", "));
    return texts("'missing '", "list_filter([" + each + "], lambda x : x IS NOT NULL)");
  }

  /** SQL: the first few texts of a list behind a word; null where there are none. */
  private static String texts(String word, String list) {
    return "CASE WHEN len(%2$s) > 0 THEN %1$s || array_to_string(list_slice(%2$s, 1, %3$s), ', ') || CASE WHEN len(%2$s) > %3$s THEN ' and ' || (len(%2$s) - %3$s) || ' more' ELSE '' END END"
        .formatted(word, list, Telling.SHOWN);
  }

  private static Measure found(Rows rows, ColumnUse use) {
    return rows.groups(use.column())
        .measure("found", "count(*) FILTER (WHERE " + in("v1", use) + ")");
  }

  private static Statement equalSet(Arguments arguments) {
    ColumnUse use = use(arguments);
    Rows rows = Rows.of(arguments);
    Measure found = found(rows, use);
    String name = Sql.name(use.column());
    Measure others = rows.countWhere("unexpected(" + name + ")", "NOT (" + in(use) + ")");
    int wanted = use.literals().size();
    Computed different =
        new Computed(
            Optional.of(use.column()),
            "values of " + use.column(),
            List.of(found, others),
            measured -> sum(measured.number(others), measured.number(found), wanted),
            new Requirement(number -> number == 0, "none"),
            () -> Analyzers.customSql(found.sql() + others.sql()),
            List.of(use),
            Set.of());
    String unexpected =
        texts(
            "'unexpected '",
            "list(CAST(v1 AS VARCHAR) ORDER BY v1) FILTER (WHERE NOT %s)".formatted(in("v1", use)));
    String sql = "concat_ws('; ', %s, %s)".formatted(missing(use), unexpected);
    Measure values = rows.groups(use.column()).measure("different", sql);
    return new Telling(different, values, "none else", shown(use.literals()));
  }

  private static OptionalDouble sum(OptionalDouble others, OptionalDouble found, int wanted) {
    return others.isEmpty() || found.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(others.getAsDouble() + wanted - found.getAsDouble());
  }

  /** Where several values are as frequent as each other, none is the most common one. */
  private static Statement mostCommon(Arguments arguments) {
    ColumnUse use = use(arguments);
    String among = "coalesce(max(n) FILTER (WHERE %s) = max(n), FALSE)".formatted(in("v1", use));
    String alone = " AND len(list_distinct(max(n, 2))) = len(max(n, 2))";
    String sql =
        "CASE WHEN count(*) > 0 THEN %s END"
            .formatted(arguments.flag("ties_okay") ? among : among + alone);
    Groups groups = Rows.of(arguments).groups(use.column());
    Measure holds = groups.measure("most_common", sql);
    Measure values =
        groups.measure(
            "modes",
            "any_value((SELECT %s FROM groups WHERE n = (SELECT max(n) FROM groups)))"
                .formatted(texts("''", "list(CAST(v1 AS VARCHAR) ORDER BY v1)")));
    Computed common =
        new Computed(
            Optional.of(use.column()),
            "most common value of " + use.column(),
            List.of(holds),
            measured -> measured.number(holds),
            new Requirement(truth -> truth == 1, shown(use.literals())),
            () -> Analyzers.customSql(holds.sql()),
            List.of(use),
            Set.of());
    boolean one = use.literals().size() == 1 && !arguments.flag("ties_okay");
    String words = (one ? "" : "one of ") + shown(use.literals());
    return new Telling(common, values, "an empty text", words);
  }

  private static ColumnUse use(Arguments arguments) {
    List<Object> distinct = arguments.scalars("value_set").stream().distinct().toList();
    return ColumnUse.compared(arguments.text("column"), distinct);
  }

  /** Null of a null, also where the set is empty. */
  private static String in(ColumnUse use) {
    return in(Sql.name(use.column()), use);
  }

  private static String in(String column, ColumnUse use) {
    return use.literals().isEmpty()
        ? "nullif(" + column + " IS NULL, TRUE)"
        : "(%s IN (%s))".formatted(column, Sql.values(use.literals()));
  }

  private static String shown(List<Object> values) {
    String first =
        values.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
    int more = values.size() - SHOWN;
    return values.isEmpty() ? "no values" : more > 0 ? first + " and " + more + " more" : first;
  }
}
