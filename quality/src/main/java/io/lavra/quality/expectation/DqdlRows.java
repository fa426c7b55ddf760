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

  /** What values of a type look like, where a cast takes others too: 1.5 as 2, 1 as true. */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "INTEGER", "[+-]?[0-9]+",
          "BIGINT", "[+-]?[0-9]+",
          "BOOLEAN", "(?i)true|false");

  private DqdlRows() {}

  static Statement values(
      Arguments in, String column, Condition condition, Optional<NumberBasedCondition> threshold) {
    ColumnUse use = use(column, condition);
    String test = DqdlConditions.sql(in, condition, Sql.name(column));
    return rows(in, use, test, "not " + condition.getFormattedCondition(), threshold);
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

  static Statement lengths(
      Arguments in, String column, Condition condition, Optional<NumberBasedCondition> threshold) {
    String test = DqdlConditions.sql(in, condition, "length(" + Sql.name(column) + ")");
    String fault = "of a length that is not " + condition.getFormattedCondition();
    return rows(in, ColumnUse.texts(column), test, fault, threshold);
  }

  static Statement type(
      Arguments in,
      String column,
      StringBasedCondition condition,
      Optional<NumberBasedCondition> threshold) {
    String name = condition.getOperands().get(0).getOperand();
    String type = TYPES.get(name.toLowerCase(Locale.ROOT));
    if (type == null || !condition.getOperator().toString().equals("EQUALS")) {
      throw in.illegal("knows no type \"%s\". Use = with %s.", name, TYPES.keySet());
    }
    String text = "CAST(" + Sql.name(column) + " AS VARCHAR)";
    String test =
        "TRY_CAST(%s AS %s) IS NOT NULL AND regexp_full_match(%s, %s)"
            .formatted(text, type, text, Sql.text(SPELLINGS.getOrDefault(type, "(?s).*")));
    return rows(in, ColumnUse.any(column), test, "no " + name, threshold);
  }

  private static Statement rows(
      Arguments in,
      ColumnUse use,
      String test,
      String fault,
      Optional<NumberBasedCondition> threshold) {
    Share share = RowLevel.rows(in, List.of(use), "TRUE", test, fault);
    return threshold
        .<Statement>map(condition -> share.requiring(Requirement.of(condition)))
        .orElse(share);
  }
}
