package io.lavra.quality.expectation;

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
      Map.of(
          "boolean", "BOOLEAN",
          "date", "DATE",
          "timestamp", "TIMESTAMP",
          "integer", "INTEGER",
          "long", "BIGINT",
          "float", "FLOAT",
          "double", "DOUBLE");

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
    String test =
        "TRY_CAST(CAST(%s AS VARCHAR) AS %s) IS NOT NULL".formatted(Sql.name(column), type);
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
