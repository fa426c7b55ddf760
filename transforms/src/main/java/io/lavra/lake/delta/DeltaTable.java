package io.lavra.lake.delta;

import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.NoSuchVersionException;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  private interface Task<T> {
    T run() throws IOException;
  }

  private final Location root;
  private final Storage storage;
  private final LogReader log;

  private DeltaTable(Location root) {
    this.root = root;
    this.storage = Storage.at(root);
    this.log = new LogReader(root, storage);
  }

  public static DeltaTable at(Location root) {
    return new DeltaTable(root);
  }

  public boolean exists() {
    return reaching(() -> !DeltaLogFolder.of(storage).isEmpty());
  }

  /** The newest version; empty where there is no table. */
  public Optional<TableVersion> latest() {
    return reaching(
        () -> {
          Optional<LogState> state = log.latest();
          return state.isEmpty() ? Optional.empty() : Optional.of(log.describe(state.get()));
        });
  }

  /**
   * Throws {@link LakeException} where the table asks more of its writers than Lavra gives, so that
   * this is known before any work is done for it.
   */
  public void requireWritable() {
    reaching(
        () -> {
          Optional<LogState> state = log.latest();
          if (state.isPresent() && state.get().writer() > Protocol.WRITER) {
            throw LakeErrors.needsMore(root, Protocol.of(storage), "write");
          }
          return state;
        });
  }

  /** One version; throws {@link NoSuchVersionException} naming the versions there are. */
  public TableVersion version(long version) {
    return reaching(
        () -> {
          DeltaLogFolder folder = existing();
          if (!folder.has(version)) {
            throw LakeErrors.noVersion(root, version, folder);
          }
          return log.describe(log.at(version));
        });
  }

  /**
   * What a reader saw at that instant, by the times at which the versions were written; throws
   * {@link LakeException} naming the times there are.
   */
  public TableVersion asOf(Instant instant) {
    return reaching(
        () -> {
          DeltaLogFolder folder = existing();
          Optional<Long> version = folder.at(instant);
          if (version.isEmpty()) {
            Instant first = Instant.ofEpochMilli(folder.timestamp(folder.earliest()));
            Instant last = Instant.ofEpochMilli(folder.timestamp(folder.latest()));
            throw LakeErrors.tooEarly(root, instant, first, last);
          }
          return log.describe(log.at(version.get()));
        });
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
    return reaching(new Publication(root, storage, commit, false)::publish);
  }

  /** The versions that can be read, newest first. */
  public List<VersionInfo> history() {
    return reaching(
        () -> {
          List<VersionInfo> history = new ArrayList<>();
          for (Map.Entry<Long, Long> commit : existing().readable().entrySet()) {
            history(commit.getKey(), Instant.ofEpochMilli(commit.getValue()))
                .ifPresent(history::add);
          }
          Collections.reverse(history);
          return List.copyOf(history);
        });
  }

  private Optional<VersionInfo> history(long version, Instant written) throws IOException {
    try {
      return CommitFile.read(storage, version).map(commit -> VersionInfo.of(commit, written));
    } catch (DamagedLog damaged) {
      return Optional.of(VersionInfo.damaged(version, written));
    }
  }

  /**
   * Whether the last look at the table had to leave out a damaged checkpoint, which other readers
   * stumble over.
   */
  public boolean leavesOutCheckpoint() {
    return !log.view().pointer();
  }

  /**
   * Publishes a version whose content is that of an earlier one. Throws {@link LakeException}
   * naming the data files that are gone.
   *
   * @param marks further (application id, number) pairs committed with it
   */
  public Outcome restore(
      long version, String appender, long number, Map<String, Long> marks, String provenance) {
    TableVersion target = version(version);
    TableVersion current = latest().orElseThrow(() -> LakeErrors.noTable(root));
    return reaching(
        () -> {
          Restoration restoration = new Restoration(current, target, storage);
          Commit commit = restoration.commit(appender, number, marks, provenance);
          return new Publication(root, storage, commit, true).publish();
        });
  }

  private DeltaLogFolder existing() throws IOException {
    DeltaLogFolder folder = DeltaLogFolder.of(storage);
    if (folder.isEmpty()) {
      throw LakeErrors.noTable(root);
    }
    return folder;
  }

  private <T> T reaching(Task<T> task) {
    try {
      return task.run();
    } catch (DamagedLog damaged) {
      throw LakeErrors.damaged(root, String.valueOf(damaged.getMessage()), damaged);
    } catch (IOException failure) {
      throw LakeErrors.failed(root, failure);
    }
  }
}
