package io.lavra.lake;

/**
 * Something that is not as it should be in a table's folder.
 *
 * @param path the file, relative to the table's folder
 * @param problem what is wrong, as a sentence without a full stop
 */
public record Finding(Kind kind, String path, String problem) {
  /** What is wrong, by what can be done about it. */
  public enum Kind {
    /** A version is missing or its commit cannot be read: the table has no later versions. */
    LOG,
    /** A checkpoint, or the pointer to it: what it says is in the commits too. */
    CHECKPOINT,
    /** A data file that readers need is missing or not as it was written. */
    DATA,
    /** A commit that readers no longer need: versions up to it cannot be gone back to. */
    OLD,
    /** A data file that no version names: a run left it that did not come to its end. */
    ORPHAN
  }

  /** Whether readers go without: nothing needs to be done. */
  public boolean isHarmless() {
    return kind == Kind.OLD || kind == Kind.ORPHAN;
  }
}
