package io.lavra.quality;

import io.lavra.quality.expectation.Severity;
import java.util.Optional;

/**
 * What became of one expectation.
 *
 * @param expectation its name
 * @param column the column it speaks of, where it speaks of one
 * @param passed whether it holds
 * @param observed what was measured, as text; empty where nothing could be
 * @param message for people: what was expected and what was seen; empty where it passed
 */
public record CheckResult(
    String expectation,
    Optional<String> column,
    Severity severity,
    boolean passed,
    String observed,
    String message) {}
