package io.lavra.lake;

/** Another writer published first; the change must be computed again from its version. */
public final class ConcurrentPublishException extends LakeException {
  private final long winner;

  public ConcurrentPublishException(Location table, long base, long winner) {
    super(
        "%s is at version %s: another writer came first, and this change was computed from version %s. Run again to compute it anew."
            .formatted(table.uri(), winner, base));
    this.winner = winner;
  }

  /** The version that came first. */
  public long winner() {
    return winner;
  }
}
