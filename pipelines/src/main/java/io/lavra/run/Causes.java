package io.lavra.run;

import com.google.common.base.Throwables;
import io.lavra.table.TableException;
import java.io.IOException;

/** What lies at the bottom of a runner's exception. */
final class Causes {
  private Causes() {}

  /** A cluster's failure is told as it is; of others the root counts. */
  static String message(Throwable e) {
    for (Throwable cause : Throwables.getCausalChain(e)) {
      if (cause instanceof ClusterException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    Throwable root = Throwables.getRootCause(e);
    boolean isTold = root instanceof TableException || root instanceof IOException;
    return isTold && root.getMessage() != null ? root.getMessage() : root.toString();
  }
}
