package io.lavra.run.report;

import io.lavra.source.Ledger;
import io.lavra.table.Manifest;
import java.util.Optional;
import java.util.Set;

/** What a run says of landing files that changed while they were read. */
public final class LeftFiles {
  private static final String AFTER_ALL_ELSE = "; ";

  private LeftFiles() {}

  /** A reason, and what is left if anything is. */
  public static String added(String reason, Manifest manifest) {
    Set<String> left = Ledger.left(manifest.ingested());
    return left.isEmpty() ? reason : reason + AFTER_ALL_ELSE + text(left);
  }

  /** What is left, in a reason. */
  static Optional<String> in(String reason) {
    int at = reason.indexOf(AFTER_ALL_ELSE);
    return at < 0 ? Optional.empty() : Optional.of(reason.substring(at + AFTER_ALL_ELSE.length()));
  }

  /** The same where there was nothing else to take in; empty where there was. */
  public static Optional<String> insteadOfAll(Manifest manifest) {
    Set<String> left = Ledger.left(manifest.ingested());
    return left.isEmpty() || left.size() < manifest.ingested().size()
        ? Optional.empty()
        : Optional.of(text(left));
  }

  private static String text(Set<String> left) {
    String first = left.iterator().next();
    return left.size() == 1
        ? first + " changed while it was read and is left for the next run"
        : "%s and %s more changed while they were read and are left for the next run"
            .formatted(first, left.size() - 1);
  }
}
