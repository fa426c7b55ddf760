package io.lavra.run.job;

import com.google.common.base.Throwables;
import io.lavra.table.FailureReason;

/** What lies at the bottom of a runner's exception. */
public final class Causes {
  private Causes() {}

  /** A cluster's failure is told as it is, whatever lies below it. */
  public static String message(Throwable e) {
    for (Throwable cause : Throwables.getCausalChain(e)) {
      if (cause instanceof ClusterException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return FailureReason.of(e);
  }
}
