package io.lavra.project;

/** The case that text is brought to. */
public enum LetterCase {
  UPPER,
  LOWER
}
