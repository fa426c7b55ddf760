package io.lavra.quality.gate;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.CountDistinct;
import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.analyzers.ExactQuantile;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.metrics.Metric;
import java.util.List;
import java.util.Optional;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Seq;

/** Deequ's analyzers by Java's words. They only name metrics here: none of them ever runs. */
public final class Analyzers {
  private Analyzers() {}

  public static Analyzer<?, Metric<?>> size(Optional<String> where) {
    return any(new Size(option(where)));
  }

  public static Analyzer<?, Metric<?>> completeness(String column, Optional<String> where) {
    return any(new Completeness(column, option(where), Option.empty()));
  }

  /** The share of rows that meet a predicate. */
  public static Analyzer<?, Metric<?>> compliance(
      String instance, String predicate, Optional<String> where, List<String> columns) {
    return any(
        new Compliance(instance, predicate, option(where), seq(columns).toList(), Option.empty()));
  }

  public static Analyzer<?, Metric<?>> uniqueness(List<String> columns, Optional<String> where) {
    return any(new Uniqueness(seq(columns), option(where), Option.empty()));
  }

  public static Analyzer<?, Metric<?>> countDistinct(String column) {
    return any(new CountDistinct(seq(List.of(column))));
  }

  public static Analyzer<?, Metric<?>> minimum(String column, Optional<String> where) {
    return any(new Minimum(column, option(where), Option.empty()));
  }

  public static Analyzer<?, Metric<?>> maximum(String column, Optional<String> where) {
    return any(new Maximum(column, option(where), Option.empty()));
  }

  public static Analyzer<?, Metric<?>> mean(String column, Optional<String> where) {
    return any(new Mean(column, option(where)));
  }

  public static Analyzer<?, Metric<?>> sum(String column, Optional<String> where) {
    return any(new Sum(column, option(where)));
  }

  public static Analyzer<?, Metric<?>> standardDeviation(String column, Optional<String> where) {
    return any(new StandardDeviation(column, option(where)));
  }

  public static Analyzer<?, Metric<?>> quantile(
      String column, double quantile, Optional<String> where) {
    return any(new ExactQuantile(column, quantile, option(where)));
  }

  /** A number that a statement gives. */
  public static Analyzer<?, Metric<?>> customSql(String sql) {
    return any(new CustomSql(sql, "*"));
  }

  /** Scala's {@code Analyzer[_, Metric[_]]}, which Java's generics cannot follow. */
  @SuppressWarnings("unchecked")
  private static Analyzer<?, Metric<?>> any(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  private static Option<String> option(Optional<String> value) {
    return value.isPresent() ? Option.apply(value.get()) : Option.empty();
  }

  private static Seq<String> seq(List<String> values) {
    return JavaConverters.asScalaBuffer(values).toList();
  }
}
