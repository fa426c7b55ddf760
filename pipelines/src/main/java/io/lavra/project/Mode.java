package io.lavra.project;

/** What a publish does with the rows that are there. */
public enum Mode {
  OVERWRITE,
  APPEND,
  /** Replaces rows of the same key and adds the others. */
  MERGE,
  /** Replaces the partitions that the new rows touch. */
  OVERWRITE_PARTITIONS
}
