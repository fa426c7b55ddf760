package io.lavra.lake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Delta table (reader 1, writer 2) in a folder: its versions, and the only way to make a new one.
 */
public final class DeltaTable {
  /** What became of a {@link #publish}. */
  public sealed interface Outcome {
    long version();

    /** The change is this version of the table. */
    record Published(long version) implements Outcome {}

    /** The appender's number was in the log already; nothing was written. */
    record AlreadyPublished(long version) implements Outcome {}
  }

  private final Location root;

  private DeltaTable(Location root) {
    this.root = root;
  }

  public static DeltaTable at(Location root) {
    return new DeltaTable(root);
  }

  public boolean exists() {
    return latest().isPresent();
  }

  /** The newest version; empty where there is no table. */
  public Optional<TableVersion> latest() {
    throw new UnsupportedOperationException("latest of " + root);
  }

  /** One version; throws {@link LakeException} naming the versions there are. */
  public TableVersion version(long version) {
    throw new UnsupportedOperationException("version " + version);
  }

  /** What a reader saw at that instant; throws {@link LakeException} naming the times there are. */
  public TableVersion asOf(Instant instant) {
    throw new UnsupportedOperationException("as of " + instant);
  }

  /**
   * Publishes a change whole or not at all, once for each number of its appender.
   *
   * @throws ConcurrentPublishException where another writer came first and the change is no blind
   *     append
   * @throws LakeException where the table cannot take the change: its features, its schema, its
   *     partition columns
   */
  public Outcome publish(Commit commit) {
    throw new UnsupportedOperationException("publish " + commit.operation());
  }

  /** The versions that can be read, newest first. */
  public List<VersionInfo> history() {
    throw new UnsupportedOperationException("history");
  }

  /**
   * Publishes a version whose content is that of an earlier one. Throws {@link LakeException}
   * naming the data files that are gone.
   */
  public Outcome restore(long version, String appender, long number, String provenance) {
    throw new UnsupportedOperationException("restore " + version + appender + number + provenance);
  }
}
