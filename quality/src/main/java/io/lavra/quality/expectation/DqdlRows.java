package io.lavra.quality.expectation;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;

/**
 * Rules about every row. As in Deequ, a null is not as it should be unless the rule names it:
 * {@code in ["a", NULL]}.
 */
final class DqdlRows {
  private static final Map<String, String> TYPES =
      ImmutableMap.of(
          "boolean", "BOOLEAN",
          "date", "DATE",
          "timestamp", "TIMESTAMP",
          "integer", "INTEGER",
          "long", "BIGINT",
          "float", "FLOAT",
          "double", "DOUBLE");

  private static final String DAY = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ].*)?";

  /**
   * What values of a type look like, where a cast takes others too: 1.5 as 2, 1 as true, infinity
   * as a date, 1_0 as a number.
   */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "INTEGER", "[+-]?[0-9]+",
          "BIGINT", "[+-]?[0-9]+",
          "FLOAT", "[^_]*",
          "DOUBLE", "[^_]*",
          "DATE", DAY,
          "TIMESTAMP", DAY,
          "BOOLEAN", "(?i)true|false");

  private DqdlRows() {}

  static Statement values(
      Arguments in, String column, Condition condition, Optional<NumberBasedCondition> threshold) {
    ColumnUse use = use(column, condition);
    String test = DqdlConditions.sql(in, condition, Sql.name(column));
    String wanted = "rows with %s %s".formatted(column, condition.getFormattedCondition().strip());
    return rows(in, use, test, DqdlWords.fault(condition, ""), wanted, threshold);
  }

  private static ColumnUse use(String column, Condition condition) {
    if (condition instanceof NumberBasedCondition numbers) {
      boolean nulls = numbers.getOperands().stream().allMatch(NullNumericOperand.class::isInstance);
      return nulls ? ColumnUse.any(column) : ColumnUse.numbers(column);
    }
    return condition instanceof DateBasedCondition
        ? ColumnUse.times(column)
        : ColumnUse.texts(column);
  }

  /** As DQDL defines it, a null has the length 0. */
  static Statement lengths(
      Arguments in, String column, Condition condition, Optional<NumberBasedCondition> threshold) {
    String test =
        DqdlConditions.sql(in, condition, "coalesce(length(" + Sql.name(column) + "), 0)");
    String fault = DqdlWords.fault(condition, "of a length ");
    String wanted = "rows with a length %s".formatted(condition.getFormattedCondition().strip());
    return rows(in, ColumnUse.texts(column), test, fault, wanted, threshold);
  }

  static Statement type(
      Arguments in,
      String column,
      StringBasedCondition condition,
      Optional<NumberBasedCondition> threshold) {
    String name = condition.getOperands().get(0).getOperand();
    String type = TYPES.get(name.toLowerCase(Locale.ROOT));
    String operator = condition.getOperator().toString();
    if (!List.of("EQUALS", "NOT_EQUALS").contains(operator)) {
      throw in.illegal("compares types by = and != only. Write = and the type that is expected.");
    }
    if (type == null) {
      String known = String.join(", ", TYPES.keySet().stream().sorted().toList());
      throw in.illegal("knows no type \"%s\". Use %s.", name, known);
    }
    String text = "CAST(" + Sql.name(column) + " AS VARCHAR)";
    String test =
        "TRY_CAST(%s AS %s) IS NOT NULL AND regexp_full_match(%s, %s)"
            .formatted(text, type, text, Sql.text(SPELLINGS.getOrDefault(type, "(?s).*")));
    boolean other = operator.equals("NOT_EQUALS");
    String wanted = "rows with %s %s %s".formatted(column, other ? "not as" : "as", name);
    String expected = other ? "(" + test + ") IS NOT TRUE" : test;
    String fault = (other ? "of type " : "no ") + name;
    return rows(in, ColumnUse.any(column), expected, fault, wanted, threshold);
  }

  private static Statement rows(
      Arguments in,
      ColumnUse use,
      String test,
      String fault,
      String wanted,
      Optional<NumberBasedCondition> threshold) {
    Share share = RowLevel.rows(in, List.of(use), "TRUE", test, fault);
    return threshold
        .<Statement>map(
            condition -> share.requiring("share of " + wanted, Requirement.of(condition)))
        .orElse(share);
  }
}
