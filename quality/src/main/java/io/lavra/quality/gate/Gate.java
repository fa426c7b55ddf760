package io.lavra.quality.gate;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckStatus;
import com.amazon.deequ.constraints.AnalysisBasedConstraint;
import com.amazon.deequ.constraints.Constraint;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity;
import com.amazon.deequ.metrics.Metric;
import java.util.List;
import java.util.function.DoublePredicate;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.Map;
import scala.collection.immutable.Nil$;
import scala.util.Success;

/**
 * Deequ as the judge: every requirement is a Deequ {@link Check} of its own, evaluated on the
 * metrics of all of them. Nothing here starts Spark or reads a row.
 */
public final class Gate {
  private Gate() {}

  /** For each requirement whether Deequ's check of it succeeds. */
  public static List<Boolean> passes(List<Judgement> judgements) {
    Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = metrics(judgements);
    return judgements.stream().map(judgement -> passes(judgement, metrics)).toList();
  }

  /** Where two requirements file different numbers under one name, each is judged by its own. */
  private static boolean passes(
      Judgement judgement, Map<Analyzer<?, Metric<?>>, Metric<?>> metrics) {
    AnalyzerContext context = new AnalyzerContext(with(metrics, judgement));
    Check check =
        new Check(
            CheckLevel.Error(), "requirement", Nil$.MODULE$.$colon$colon(constraint(judgement)));
    return CheckStatus.Success().equals(check.evaluate(context).status());
  }

  private static Map<Analyzer<?, Metric<?>>, Metric<?>> metrics(List<Judgement> judgements) {
    Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = new HashMap<>();
    for (Judgement judgement : judgements) {
      metrics = with(metrics, judgement);
    }
    return metrics;
  }

  private static Map<Analyzer<?, Metric<?>>, Metric<?>> with(
      Map<Analyzer<?, Metric<?>>, Metric<?>> metrics, Judgement judgement) {
    if (judgement.metric().isEmpty()) {
      return metrics;
    }
    Metric<?> metric = metric(judgement.analyzer(), judgement.metric().getAsDouble());
    return metrics.updated(judgement.analyzer(), metric);
  }

  private static Metric<?> metric(Analyzer<?, Metric<?>> analyzer, double value) {
    return new DoubleMetric(
        Entity.Dataset(),
        analyzer.getClass().getSimpleName(),
        "*",
        new Success<>(value),
        Option.empty());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Constraint constraint(Judgement judgement) {
    DoublePredicate requirement = judgement.requirement();
    Function1<Object, Object> assertion = value -> requirement.test((Double) value);
    return new AnalysisBasedConstraint(
        (Analyzer) judgement.analyzer(), assertion, Option.empty(), Option.empty());
  }
}
