package io.lavra.quality.gate;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * A requirement ready for Deequ.
 *
 * @param analyzer what Deequ files the metric under
 * @param metric its value; empty where it could not be measured, and then no requirement holds
 * @param requirement what must be true of the metric
 * @param observed what was measured, for people; may be empty
 * @param complaint what is wrong, for people, where Deequ finds against it
 */
public record Judgement(
    Analyzer<?, Metric<?>> analyzer,
    OptionalDouble metric,
    DoublePredicate requirement,
    String observed,
    String complaint) {}
