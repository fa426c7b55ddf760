package io.lavra.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.date.DateExpression;
import software.amazon.glue.dqdl.model.condition.date.NullDateExpression;
import software.amazon.glue.dqdl.model.condition.duration.Duration;
import software.amazon.glue.dqdl.model.condition.duration.DurationBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.string.KeywordStringOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringOperand;

/** DQDL's conditions as SQL over one row's value. */
final class DqdlConditions {
  private DqdlConditions() {}

  /** SQL that is null or false where the value is not as it should be. */
  static String sql(Arguments arguments, Condition condition, String value) {
    if (condition instanceof NumberBasedCondition numbers) {
      List<String> operands =
          numbers.getOperands().stream().map(operand -> number(arguments, operand)).toList();
      return compare(arguments, numbers.getOperator().toString(), value, operands);
    }
    if (condition instanceof DateBasedCondition dates) {
      return dates(arguments, dates, value);
    }
    if (condition instanceof StringBasedCondition texts) {
      return texts(arguments, texts, value);
    }
    throw arguments.illegal(
        "compares by nothing that is known: %s.", condition.getFormattedCondition());
  }

  /** What must be true of an age in seconds. */
  static Requirement ages(Arguments arguments, DurationBasedCondition condition) {
    double[] limits =
        condition.getOperands().stream().mapToDouble(DqdlConditions::seconds).toArray();
    String words = condition.getFormattedCondition();
    return switch (condition.getOperator().toString()) {
      case "BETWEEN" -> new Requirement(age -> age > limits[0] && age < limits[1], words);
      case "GREATER_THAN" -> new Requirement(age -> age > limits[0], words);
      case "GREATER_THAN_EQUAL_TO" -> new Requirement(age -> age >= limits[0], words);
      case "LESS_THAN" -> new Requirement(age -> age < limits[0], words);
      case "LESS_THAN_EQUAL_TO" -> new Requirement(age -> age <= limits[0], words);
      default -> throw arguments.illegal("compares an age by %s. Use <= or >.", words);
    };
  }

  private static double seconds(Duration duration) {
    int unit =
        switch (duration.getUnit().toString()) {
          case "MINUTES" -> 60;
          case "HOURS" -> 3600;
          default -> 86400;
        };
    return (double) duration.getAmount() * unit;
  }

  /** A day is compared with the days that times are on: {@code = "2024-01-31"} is all of it. */
  private static String dates(Arguments arguments, DateBasedCondition condition, String value) {
    boolean days =
        condition.getOperands().stream()
            .noneMatch(date -> date instanceof DateExpression.StaticDateTime);
    String type = days ? "DATE" : "TIMESTAMP";
    List<String> operands =
        condition.getOperands().stream().map(date -> date(arguments, date, type)).toList();
    String compared = days ? "CAST(" + value + " AS DATE)" : value;
    return compare(arguments, condition.getOperator().toString(), compared, operands);
  }

  private static String compare(
      Arguments arguments, String operator, String value, List<String> operands) {
    String first = operands.get(0);
    return switch (operator) {
      case "BETWEEN" -> "(%1$s > %2$s AND %1$s < %3$s)".formatted(value, first, operands.get(1));
      case "NOT_BETWEEN" ->
          "(%1$s <= %2$s OR %1$s >= %3$s)".formatted(value, first, operands.get(1));
      case "GREATER_THAN" -> value + " > " + first;
      case "GREATER_THAN_EQUAL_TO" -> value + " >= " + first;
      case "LESS_THAN" -> value + " < " + first;
      case "LESS_THAN_EQUAL_TO" -> value + " <= " + first;
      case "EQUALS" -> same(value, List.of(first));
      case "NOT_EQUALS" -> other(value, List.of(first));
      case "IN" -> same(value, operands);
      case "NOT_IN" -> other(value, operands);
      default -> throw arguments.illegal("compares by %s, which is not known.", operator);
    };
  }

  private static String texts(Arguments arguments, StringBasedCondition condition, String value) {
    List<StringOperand> operands = condition.getOperands();
    String operator = condition.getOperator().toString();
    if (operator.endsWith("MATCHES")) {
      String regex = operands.get(0).getOperand();
      RegexKinds.check(arguments, regex);
      // Deequ's pattern matches anywhere in the text; DQDL says "matches" and means all of it.
      String matches = "regexp_full_match(%s, %s)".formatted(value, Sql.text(regex));
      return operator.startsWith("NOT") ? "NOT " + matches : matches;
    }
    List<String> tests = new ArrayList<>();
    for (StringOperand operand : operands) {
      tests.add(
          operand instanceof KeywordStringOperand word
              ? keyword(word.getOperand(), value)
              : "coalesce(%s = %s, FALSE)".formatted(value, Sql.text(operand.getOperand())));
    }
    String any = "(" + String.join(" OR ", tests) + ")";
    return operator.startsWith("NOT") ? "NOT " + any : any;
  }

  private static String keyword(String keyword, String value) {
    return switch (keyword.toUpperCase(Locale.ROOT)) {
      case "NULL" -> value + " IS NULL";
      case "EMPTY" -> "coalesce(" + value + " = '', FALSE)";
      default -> "coalesce(regexp_full_match(" + value + ", '\\s+'), FALSE)";
    };
  }

  private static String same(String value, List<String> operands) {
    return operands.stream()
        .map(operand -> value + " IS NOT DISTINCT FROM " + operand)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String other(String value, List<String> operands) {
    return "NOT " + same(value, operands);
  }

  private static String number(Arguments arguments, NumericOperand operand) {
    if (operand instanceof NullNumericOperand) {
      return "NULL";
    }
    if (operand instanceof AtomicNumberOperand) {
      return operand.getOperand();
    }
    throw arguments.illegal(
        "compares every row with %s. Compare rows with numbers.", operand.getOperand());
  }

  private static String date(Arguments arguments, DateExpression date, String type) {
    if (date instanceof NullDateExpression) {
      return "NULL";
    }
    if (date instanceof DateExpression.StaticDate
        || date instanceof DateExpression.StaticDateTime) {
      return "CAST(CAST('%s' AS TIMESTAMP) AS %s)".formatted(date.getEvaluatedExpression(), type);
    }
    throw arguments.illegal(
        "compares with %s, which is another day tomorrow. Use DataFreshness, or a date.",
        date.getFormattedExpression());
  }
}
