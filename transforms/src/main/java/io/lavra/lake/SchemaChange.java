package io.lavra.lake;

/** How far a table's columns move from one schema to the next. */
public record SchemaChange(Kind kind) {
  /** In order of weight. */
  public enum Kind {
    /** The same names and types; their order and their descriptions may differ. */
    NONE,
    /** New columns only; older files read them as null. */
    ADDITIVE,
    /** Wider types: readers that check types refuse the older files, so all must be rewritten. */
    WIDENING
  }

  /** Whether the change can only be published together with new files for the whole table. */
  public boolean needsOverwrite() {
    return kind == Kind.WIDENING;
  }

  /**
   * Compares two schemas by column name. Throws {@link LakeException} naming the column, both types
   * and the remedy where the change is neither an addition nor a widening.
   */
  public static SchemaChange between(TableSchema old, TableSchema now) {
    Kind kind = now.columns().size() > old.columns().size() ? Kind.ADDITIVE : Kind.NONE;
    for (Column before : old.columns()) {
      Column after = now.column(before.name()).orElseThrow(() -> dropped(before));
      if (!after.name().equals(before.name())) {
        throw respelled(before, after);
      }
      if (!after.type().equals(before.type())) {
        if (!isWider(before.type(), after.type())) {
          throw retyped(before, after);
        }
        kind = Kind.WIDENING;
      }
    }
    return new SchemaChange(kind);
  }

  /** Whether every value of a type is a value of the other, too. */
  private static boolean isWider(ColumnType from, ColumnType to) {
    if (from.isArray() && to.isArray()) {
      return isWider(from.element(), to.element());
    }
    if (from.isDecimal() && to.isDecimal()) {
      return to.scale() >= from.scale()
          && to.precision() - to.scale() >= from.precision() - from.scale();
    }
    return (from.equals(ColumnType.INT) && to.equals(ColumnType.BIGINT))
        || (from.equals(ColumnType.FLOAT) && to.equals(ColumnType.DOUBLE));
  }

  private static LakeException dropped(Column before) {
    return refused(
        "Column \"%s\" (%s) is in the table and not in the new definition"
            .formatted(before.name(), before.type()));
  }

  private static LakeException respelled(Column before, Column after) {
    return refused(
        "Column \"%s\" (%s) is now spelled \"%s\" (%s)"
            .formatted(before.name(), before.type(), after.name(), after.type()));
  }

  private static LakeException retyped(Column before, Column after) {
    return refused(
        "Column \"%s\" changes from %s to %s"
            .formatted(before.name(), before.type(), after.type()));
  }

  private static LakeException refused(String change) {
    return new LakeException(
        change
            + ". Only new columns and wider types are taken as they come. Restore the old definition, or, if the change is meant, rebuild the table with --full-refresh.");
  }
}
