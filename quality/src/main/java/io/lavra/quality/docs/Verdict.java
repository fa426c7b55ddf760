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

  /** Whether readers see an older version than the last run was to give them. */
  public boolean isHeldBack() {
    return this == BLOCKED || this == FAILED || this == SKIPPED;
  }

  /** Its sign, told apart by form too: an SVG path in a square of 16, holes by even-odd. */
  public String sign() {
    return switch (this) {
      case PASS ->
          "M8 1a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM6.9 11.6 3.6 8.3 4.9 7l2 2 4.2-4.2 1.3 1.3z";
      case WARN -> "M8 1 15.6 14.8H.4zM7.1 5.8v4.4h1.8V5.8zM7.1 11.4v1.8h1.8v-1.8z";
      case BLOCKED -> "M5 1h6l4 4v6l-4 4H5l-4-4V5zM3.8 6.9v2.2h8.4V6.9z";
      case FAILED ->
          "M1.5 1.5h13v13h-13zM5.2 4 4 5.2 6.8 8 4 10.8 5.2 12 8 9.2 10.8 12 12 10.8 9.2 8 12 5.2 10.8 4 8 6.8z";
      case SKIPPED -> "M1.5 2.5 8 8l-6.5 5.5zM8 2.5 14.5 8 8 13.5z";
      case UNCHECKED ->
          "M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM8 3.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 0 1 0-8.4z";
      case NEW -> "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6z";
    };
  }

  /** After a number of tables: {@code 3 pass}. */
  String counted() {
    return switch (this) {
      case PASS -> "pass";
      case WARN -> "warn";
      case NEW -> "to be built";
      default -> words;
    };
  }

  public boolean needsAttention() {
    return this != PASS && this != UNCHECKED && this != NEW;
  }
}
