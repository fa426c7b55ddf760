package io.lavra.source.files;

/** What becomes of a landing file that cannot be read. */
public enum BadFiles {
  /** No file is taken in, until it is mended or moved away. */
  FAIL,
  /**
   * It has a row in quarantine and counts as taken in until its content changes; the others are
   * taken in.
   */
  QUARANTINE
}
