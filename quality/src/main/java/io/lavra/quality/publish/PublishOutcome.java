package io.lavra.quality.publish;

import io.lavra.quality.CheckResult;
import io.lavra.quality.Verdict;
import java.util.List;

/** What became of a table's next version. */
public sealed interface PublishOutcome {
  /**
   * Readers see it.
   *
   * @param written false where the log had this change already and nothing was written
   */
  record Published(long version, boolean written, Verdict verdict) implements PublishOutcome {}

  /** The gate kept it back; readers see the version before. */
  record Blocked(Verdict verdict) implements PublishOutcome {}

  /** Another writer published this version first; the change must be computed again from it. */
  record Overtaken(long version, Verdict verdict) implements PublishOutcome {}

  /**
   * It could not be built or committed; readers see the version before.
   *
   * @param checks what the gate said, where it came to that
   */
  record Failed(String why, List<CheckResult> checks) implements PublishOutcome {}
}
