package io.lavra.quality.expectation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.duration.DurationBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;

/** What each kind of rule of DQDL says, in the words of expectations. */
final class DqdlRules {
  private static final Map<String, Object> ANY = Map.of("min_value", 0);

  /** Which numbers can be unlike those of earlier runs, by their names as an anomaly's metric. */
  private static final Map<String, String> METRICS =
      Map.of(
          "RowCount", "row_count",
          "ColumnCount", "column_count",
          "Completeness", "completeness",
          "DistinctValuesCount", "distinct",
          "Entropy", "entropy",
          "Mean", "mean",
          "StandardDeviation", "stdev",
          "Sum", "sum");

  private final Arguments arguments;

  DqdlRules(Arguments arguments) {
    this.arguments = arguments;
  }

  Statement statement(DQRule rule) {
    if (rule.getRuleType().equals("Composite")) {
      rule.getNestedRules().forEach(this::checkPart);
      boolean all = "AND".equals(String.valueOf(rule.getOperator()));
      return new AllOrAny(all, rule.getNestedRules().stream().map(this::statement).toList());
    }
    return switch (rule.getRuleType()) {
      case "IsComplete" -> expect(rule, "expect_column_values_to_not_be_null", column(rule));
      case "IsUnique" -> expect(rule, "expect_column_values_to_be_unique", column(rule));
      case "IsPrimaryKey" -> primaryKey(rule);
      case "ColumnExists" -> expect(rule, "expect_column_to_exist", column(rule));
      case "ColumnNamesMatchPattern" -> DqdlTables.names(arguments, text(rule, "PatternToMatch"));
      case "ColumnDataType" -> DqdlRows.type(in(rule), text(rule), strings(rule), threshold(rule));
      case "ColumnLength" ->
          DqdlRows.lengths(in(rule), text(rule), condition(rule), threshold(rule));
      case "ColumnValues" ->
          DqdlRows.values(in(rule), text(rule), condition(rule), threshold(rule));
      case "DataFreshness" -> freshness(rule);
      case "DetectAnomalies" -> anomaly(rule);
      default -> number(rule);
    };
  }

  private void checkPart(DQRule part) {
    if (!part.getTags().isEmpty()) {
      throw arguments.illegal(
          "has a severity in a part of a composite rule. Write it behind the whole rule.");
    }
  }

  private Statement number(DQRule rule) {
    boolean bare = !(condition(rule) instanceof NumberBasedCondition);
    if (bare && rule.getRuleType().equals("CustomSql")) {
      Requirement all = new Requirement(share -> share == 1, "all of them");
      return DqdlTables.rowsOf(in(rule), text(rule, "CustomSqlStatement"))
          .requiring(threshold(rule).map(Requirement::of).orElse(all));
    }
    Numeric metric =
        switch (rule.getRuleType()) {
          case "RowCount" -> numeric(rule, "expect_table_row_count_to_be_between", ANY);
          case "ColumnCount" -> numeric(rule, "expect_table_column_count_to_be_between", ANY);
          case "Mean" -> numeric(rule, "expect_column_mean_to_be_between", of(rule));
          case "Sum" -> numeric(rule, "expect_column_sum_to_be_between", of(rule));
          case "Completeness" ->
              numeric(rule, "expect_column_proportion_of_non_null_values_to_be_between", of(rule));
          case "DistinctValuesCount" ->
              numeric(rule, "expect_column_unique_value_count_to_be_between", of(rule));
          case "Uniqueness" -> numeric(rule, "expect_column_values_to_be_unique", column(rule));
          case "StandardDeviation" -> DqdlMetrics.deviation(in(rule), text(rule));
          case "Entropy" -> DqdlMetrics.entropy(in(rule), text(rule));
          case "UniqueValueRatio" -> DqdlMetrics.uniqueRatio(in(rule), text(rule));
          case "ColumnCorrelation" ->
              DqdlMetrics.correlation(
                  in(rule), text(rule, "TargetColumn1"), text(rule, "TargetColumn2"));
          case "RowCountMatch" -> DqdlTables.rows(in(rule), text(rule, "ReferenceDatasetAlias"));
          case "ReferentialIntegrity" ->
              DqdlTables.references(
                  in(rule),
                  text(rule, "PrimaryDatasetColumns"),
                  text(rule, "ReferenceDatasetColumns"));
          case "SchemaMatch" -> DqdlMatches.schema(in(rule), text(rule, "ReferenceDatasetAlias"));
          case "AggregateMatch" ->
              DqdlMatches.aggregates(
                  in(rule), text(rule, "AggregateExpression1"), text(rule, "AggregateExpression2"));
          case "DatasetMatch" ->
              DqdlMatches.rows(
                  in(rule),
                  text(rule, "ReferenceDatasetAlias"),
                  text(rule, "KeyColumnMappings"),
                  text(rule, "MatchColumnMappings"));
          case "CustomSql" -> DqdlTables.sql(in(rule), text(rule, "CustomSqlStatement"));
          default ->
              throw arguments.illegal(
                  "cannot evaluate the rule %s here. Say it with an expectation.",
                  rule.getRuleType());
        };
    if (condition(rule) instanceof NumberBasedCondition condition) {
      Operands.check(arguments, condition);
      return new Against(metric, condition, rule);
    }
    throw arguments.illegal("needs a number to compare with. Add one, such as > 0.");
  }

  private Statement primaryKey(DQRule rule) {
    List<String> columns = List.copyOf(rule.getParameters().values());
    List<Statement> parts = new ArrayList<>();
    parts.add(expect(rule, "expect_compound_columns_to_be_unique", Map.of("column_list", columns)));
    for (String column : columns) {
      parts.add(expect(rule, "expect_column_values_to_not_be_null", Map.of("column", column)));
    }
    return new AllOrAny(true, parts);
  }

  private Statement anomaly(DQRule rule) {
    List<String> written = List.copyOf(rule.getParameters().values());
    String metric = METRICS.get(written.get(0));
    if (metric == null || written.size() > 2) {
      throw arguments.illegal(
          "finds no anomalies in %s. It does in %s.",
          String.join(" ", written),
          String.join(", ", METRICS.keySet().stream().sorted().toList()));
    }
    Map<String, Object> given = new HashMap<>();
    given.put("metric", metric);
    given.put("strategy", "online-normal");
    if (written.size() == 2) {
      given.put("column", written.get(1));
    }
    return expect(rule, "anomaly", given);
  }

  private Statement freshness(DQRule rule) {
    if (condition(rule) instanceof DurationBasedCondition condition) {
      return Freshness.of(in(rule), text(rule), DqdlConditions.ages(arguments, condition));
    }
    throw arguments.illegal("needs a time, such as <= 24 hours.");
  }

  private Numeric numeric(DQRule rule, String name, Map<String, Object> given) {
    return (Numeric) expect(rule, name, given);
  }

  /** The statement of an expectation that stands where this rule does. */
  private Statement expect(DQRule rule, String name, Map<String, Object> given) {
    Map<String, Object> all = new HashMap<>(given);
    where(rule).ifPresent(sql -> all.put("row_condition", sql));
    return Catalogue.read(new Expectation(name, all, Severity.FAIL, arguments.place()));
  }

  /** Arguments that carry the rule's {@code where}. */
  private Arguments in(DQRule rule) {
    Map<String, Object> all = new HashMap<>();
    where(rule).ifPresent(sql -> all.put("row_condition", sql));
    return new Arguments(
        new Expectation(rule.getRuleType(), all, Severity.FAIL, arguments.place()),
        List.of("row_condition"));
  }

  private static Optional<String> where(DQRule rule) {
    return Optional.ofNullable(rule.getWhereClause()).filter(sql -> !sql.isBlank());
  }

  private static Map<String, Object> column(DQRule rule) {
    return Map.of("column", text(rule));
  }

  private static Map<String, Object> of(DQRule rule) {
    return Map.of("column", text(rule), "min_value", 0);
  }

  private static String text(DQRule rule) {
    return text(rule, "TargetColumn");
  }

  private static String text(DQRule rule, String parameter) {
    return rule.getParameters().getOrDefault(parameter, "");
  }

  private static Condition condition(DQRule rule) {
    return rule.getCondition();
  }

  private StringBasedCondition strings(DQRule rule) {
    if (rule.getCondition() instanceof StringBasedCondition condition) {
      return condition;
    }
    throw arguments.illegal("needs a text to compare with, such as = \"INTEGER\".");
  }

  private Optional<NumberBasedCondition> threshold(DQRule rule) {
    return Optional.ofNullable(rule.getThresholdCondition())
        .map(condition -> (NumberBasedCondition) condition);
  }
}
