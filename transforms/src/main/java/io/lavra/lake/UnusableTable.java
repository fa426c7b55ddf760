package io.lavra.lake;

/**
 * One table cannot be used as it is: its log or its files are damaged, or it asks for more than
 * Lavra can. Others are not concerned. The message has problem, place and remedy.
 */
public final class UnusableTable extends LakeException {
  private static final String HEAL = "Heal it with lavra repair";

  private final Location table;
  private final String problem;

  private UnusableTable(Location table, String problem, String message, Throwable cause) {
    super(message, cause);
    this.table = table;
    this.problem = problem;
  }

  /**
   * A table that something happened to.
   *
   * @param problem what is wrong, as the end of a sentence without a full stop
   */
  public static UnusableTable damaged(Location table, String problem, Throwable cause) {
    return new UnusableTable(
        table, problem, message(table, problem) + " " + HEAL + " TABLE.", cause);
  }

  /** A table that is as its writer wanted it. */
  public static UnusableTable needsMore(Location table, String message) {
    return new UnusableTable(table, "", message, new UnsupportedOperationException(message));
  }

  /** A table that this user may not read. */
  public static UnusableTable forbidden(Location table, String problem, Throwable cause) {
    return new UnusableTable(
        table,
        "",
        "The table at %s cannot be read: %s. Give this user the right to."
            .formatted(table.uri(), problem),
        cause);
  }

  /** Whether something is broken; else it only asks for more than there is. */
  public boolean isDamaged() {
    return !problem.isEmpty();
  }

  /** What is wrong, as the end of a sentence; empty if nothing is broken. */
  public String problem() {
    return problem;
  }

  /** The message, whose remedy calls the table by its name. */
  public String named(String name) {
    return isDamaged()
        ? message(table, problem) + " " + HEAL + " " + name + "."
        : String.valueOf(getMessage());
  }

  private static String message(Location table, String problem) {
    return "The table at %s is damaged: %s.".formatted(table.uri(), problem);
  }
}
