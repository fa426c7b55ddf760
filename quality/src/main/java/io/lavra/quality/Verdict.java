package io.lavra.quality;

import io.lavra.quality.expectation.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** The gate's answer for one table: every expectation's result, in the order of the table file. */
public record Verdict(List<CheckResult> checks) {
  public Verdict {
    checks = List.copyOf(checks);
  }

  /** Whether the table may not be published. */
  public boolean blocks() {
    return checks.stream().anyMatch(check -> !check.passed() && check.severity() == Severity.FAIL);
  }

  /** What the expectations that block say, in one line; empty where none does. */
  public String complaints() {
    return checks.stream()
        .filter(check -> !check.passed() && check.severity() == Severity.FAIL)
        .map(CheckResult::message)
        .collect(Collectors.joining("; "));
  }
}
