package io.lavra.lake;

/** How far a table's columns move from one schema to the next. */
public record SchemaChange(Kind kind) {
  /** In order of weight. */
  public enum Kind {
    NONE,
    /** New columns only; older files read them as null. */
    ADDITIVE,
    /** Wider types: readers that check types refuse the older files, so all must be rewritten. */
    WIDENING
  }

  public boolean needsOverwrite() {
    return kind == Kind.WIDENING;
  }

  /**
   * Compares two schemas by column name. Throws {@link LakeException} naming the column, both types
   * and the remedy where the change is neither an addition nor a widening.
   */
  public static SchemaChange between(TableSchema old, TableSchema now) {
    throw new UnsupportedOperationException(old + " " + now);
  }
}
