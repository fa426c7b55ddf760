package io.lavra.source;

/**
 * What is the most that is read of a landing file. Beyond it the line, or the file, is kept back:
 * memory and disk do not follow what a file holds.
 */
public final class LandingLimits {
  /** Bytes of a record, and of a header. */
  public static final int LINE = 1 << 24;

  /** Columns of a file, and of a table with it. */
  public static final int COLUMNS = 5_000;

  /** Characters of a column's name. */
  public static final int NAME = 1_000;

  /** Characters in which a header must end, with the lines that are skipped before it. */
  public static final int BEGINNING = 4 * LINE;

  /** Bytes that are read a second time because a quote before them is never closed. */
  public static final long AGAIN = 16L * LINE;

  /** Levels of objects and lists in JSON. */
  public static final int DEPTH = 1_000;

  /** Characters of a number in JSON, or of blanks between two values. */
  public static final int WORD = 1 << 20;

  /** Bytes that a gzip file may have for each of its own... */
  static final int RATIO = 500;

  /** ... from so many bytes on. */
  static final long RATIO_FROM = 100L << 20;

  private LandingLimits() {}
}
