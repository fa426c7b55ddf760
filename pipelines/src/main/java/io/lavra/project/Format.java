package io.lavra.project;

/** How landing files are written. */
public enum Format {
  CSV,
  /** One document or array of records per file. */
  JSON,
  /** One record per line. */
  JSONL
}
