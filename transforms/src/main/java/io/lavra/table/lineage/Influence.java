package io.lavra.table.lineage;

import java.util.Comparator;

/**
 * What a column has to do with one made from it, in the words of OpenLineage's column lineage.
 *
 * @param masked whether the value cannot be known from the result, as after hashing or counting
 */
public record Influence(Kind kind, boolean masked) implements Comparable<Influence> {
  private static final Comparator<Influence> ORDER =
      Comparator.comparing(Influence::kind).thenComparing(Influence::masked);

  /** The first three are values that end up in the result, from the least changed to the most. */
  public enum Kind {
    IDENTITY,
    TRANSFORMATION,
    AGGREGATION,
    /** Decides which of several values is taken. */
    CONDITIONAL,
    JOIN,
    GROUP_BY,
    FILTER,
    SORT,
    WINDOW;

    public boolean isDirect() {
      return compareTo(AGGREGATION) <= 0;
    }
  }

  static Influence of(Kind kind) {
    return new Influence(kind, false);
  }

  /** This, where its result is changed once more. */
  Influence then(Kind kind, boolean masking) {
    return this.kind.isDirect()
        ? new Influence(this.kind.compareTo(kind) < 0 ? kind : this.kind, masked || masking)
        : this;
  }

  @Override
  public int compareTo(Influence other) {
    return ORDER.compare(this, other);
  }
}
