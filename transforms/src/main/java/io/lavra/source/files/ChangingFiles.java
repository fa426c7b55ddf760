package io.lavra.source.files;

/** What becomes of a landing file that is written to or replaced between being listed and read. */
public enum ChangingFiles {
  /** It is left for the next run; the others are taken in. */
  WAIT,
  /** No file is taken in. */
  FAIL
}
