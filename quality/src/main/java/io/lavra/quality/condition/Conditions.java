package io.lavra.quality.condition;

import io.lavra.quality.condition.Expr.Truth;
import io.lavra.quality.expectation.ImportedCondition;
import java.util.Map;

/**
 * Row conditions of Great Expectations as SQL. All methods throw {@link NotUnderstood}.
 *
 * <p>{@code written} is the condition as the suite has it, by the suite's keys.
 */
public final class Conditions {
  private Conditions() {}

  /** What {@code DataFrame.query(condition, parser="pandas")} takes. */
  public static ImportedCondition pandas(String condition, Map<String, Object> written) {
    return compiled(PandasParser.parse(condition, false), true, written);
  }

  /** What {@code DataFrame.query(condition, parser="python")} takes. */
  public static ImportedCondition python(String condition, Map<String, Object> written) {
    return compiled(PandasParser.parse(condition, true), true, written);
  }

  /** {@code col("x") > 5}. */
  public static ImportedCondition columns(String condition, Map<String, Object> written) {
    return compiled(ColumnsParser.parse(condition), false, written);
  }

  /** A condition that 1.x wrote as an object of type comparison, nullity, and, or. */
  public static ImportedCondition structured(Object condition, Map<String, Object> written) {
    return compiled(Structured.parse(condition), false, written);
  }

  private static ImportedCondition compiled(
      Truth truth, boolean asPandas, Map<String, Object> written) {
    ConditionSql sql = new ConditionSql(asPandas);
    String text = sql.of(truth);
    return new ImportedCondition(text, sql.uses(), written);
  }
}
