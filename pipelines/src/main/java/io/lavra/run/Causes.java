package io.lavra.run;

import com.google.common.base.Throwables;
import io.lavra.table.TableException;
import java.io.IOException;

/** What lies at the bottom of a runner's exception. */
final class Causes {
  private Causes() {}

  static String message(Throwable e) {
    Throwable root = Throwables.getRootCause(e);
    return root instanceof TableException
            || root instanceof ClusterException
            || root instanceof IOException
        ? String.valueOf(root.getMessage())
        : root.toString();
  }
}
