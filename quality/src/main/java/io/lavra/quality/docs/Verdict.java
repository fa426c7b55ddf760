package io.lavra.quality.docs;

import java.util.Locale;

/** How a table stands, in a word. */
public enum Verdict {
  /** Published, and all that was expected holds. */
  PASS("passes"),
  /** Published, and something is not as it should be. */
  WARN("warns"),
  /** A check keeps the newest rows from readers. */
  BLOCKED("blocked"),
  /** It could not be built. */
  FAILED("failed"),
  /** It was not built because a table before it was not. */
  SKIPPED("skipped"),
  /** Published, and nothing is expected of it. */
  UNCHECKED("unchecked"),
  /** No run has built it. */
  NEW("not built yet");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  static Verdict of(TableDocs table) {
    String status = table.lastRun().map(TableDocs.LastRun::status).orElse("");
    for (Verdict bad : new Verdict[] {BLOCKED, FAILED, SKIPPED}) {
      if (status.equals(bad.key())) {
        return bad;
      }
    }
    if (table.published().isEmpty()) {
      return NEW;
    }
    if (table.checks().isEmpty()) {
      return UNCHECKED;
    }
    boolean failing =
        table.checks().stream().anyMatch(check -> check.outcome() == CheckDocs.Outcome.FAIL);
    return failing ? WARN : PASS;
  }

  /** As in a style sheet's class. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String words() {
    return words;
  }

  public boolean needsAttention() {
    return this != PASS && this != UNCHECKED && this != NEW;
  }
}
