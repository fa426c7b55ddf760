package io.lavra.lake.delta;

import io.delta.standalone.actions.AddFile;
import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.Location;
import io.lavra.lake.delta.DeltaTable.Outcome;
import io.lavra.lake.storage.Pause;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change on its way into a table's log. */
final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final int ATTEMPTS = 100;
  private static final long PAUSE_MILLIS = 20;

  private final Location root;
  private final Storage storage;
  private final LogReader log;
  private final Commit commit;
  private final boolean restoring;
  private int attempts;

  Publication(Location root, Storage storage, Commit commit, boolean restoring) {
    this.root = root;
    this.storage = storage;
    this.log = new LogReader(root, storage);
    this.commit = commit;
    this.restoring = restoring;
  }

  Outcome publish() throws IOException {
    while (attempts < ATTEMPTS) {
      Optional<LogState> state = log.latest();
      if (isInLog(state)) {
        return new Outcome.AlreadyPublished(versionInLog(state.orElseThrow().version()));
      }
      requireBase(state);
      Map<String, AddFile> files = files(state);
      check(state, files);
      OptionalLong version = land(state, files);
      if (version.isPresent()) {
        checkpoint(version.getAsLong(), state);
        return new Outcome.Published(version.getAsLong());
      }
    }
    throw LakeErrors.tooBusy(root, ATTEMPTS);
  }

  /** The version that is now ours; empty where others changed what this change stands on. */
  private OptionalLong land(Optional<LogState> state, Map<String, AddFile> files)
      throws IOException {
    LogWrite write = new LogWrite(root, storage, commit);
    byte[] content = CommitText.of(commit, state, files, System.currentTimeMillis());
    long version = state.map(LogState::version).orElse(-1L) + 1;
    while (attempts++ < ATTEMPTS) {
      if (write.lands(version, content)) {
        return OptionalLong.of(version);
      }
      Pause.upTo(PAUSE_MILLIS);
      OptionalLong free = stepOver(version, state);
      if (free.isEmpty()) {
        return free;
      }
      version = free.getAsLong();
    }
    return OptionalLong.empty();
  }

  private boolean isInLog(Optional<LogState> state) {
    return state
        .map(known -> known.marks().getOrDefault(commit.appender(), Long.MIN_VALUE))
        .filter(number -> number >= commit.number())
        .isPresent();
  }

  /** The version that brought the number; the newest one where the log no longer tells. */
  private long versionInLog(long newest) throws IOException {
    long found = newest;
    for (long version = newest; version >= 0; version--) {
      Optional<CommitFile> made = CommitFile.read(storage, version);
      if (made.isEmpty()) {
        return found;
      }
      OptionalLong number = made.get().number(commit.appender());
      if (number.isPresent() && number.getAsLong() < commit.number()) {
        return found;
      }
      found = number.isPresent() ? version : found;
    }
    return found;
  }

  private void requireBase(Optional<LogState> state) {
    if (state.isEmpty()) {
      if (commit.base() != -1) {
        throw LakeErrors.unknownBase(root, commit.base(), "there is no table");
      }
      return;
    }
    long newest = state.get().version();
    if (commit.base() > newest) {
      throw LakeErrors.unknownBase(root, commit.base(), "its newest version is " + newest);
    }
    if (commit.base() < newest && !canFollow(state.get())) {
      throw new ConcurrentPublishException(root, commit.base(), newest);
    }
  }

  private boolean canFollow(LogState state) {
    try {
      return commit.base() >= 0
          && commit.isBlindAppend()
          && !restoring
          && state.partitionBy().equals(commit.partitionBy())
          && state.schema().equals(commit.schema());
    } catch (UnsupportedTable otherWriters) {
      return false;
    }
  }

  /**
   * The first version after this taken one that nobody has; empty where one on the way changed what
   * a blind append stands on. Reading what others wrote costs less than meeting each of them.
   */
  private OptionalLong stepOver(long taken, Optional<LogState> state) throws IOException {
    if (state.isEmpty() || !canFollow(state.get())) {
      return OptionalLong.empty();
    }
    long version = taken;
    Optional<CommitFile> winner = CommitFile.read(storage, version);
    while (winner.isPresent()) {
      if (!leavesAllAsItWas(winner.get())) {
        return OptionalLong.empty();
      }
      winner = CommitFile.read(storage, ++version);
    }
    return version > taken ? OptionalLong.of(version) : OptionalLong.empty();
  }

  private boolean leavesAllAsItWas(CommitFile winner) {
    return winner.first("metaData").isEmpty()
        && winner.first("protocol").isEmpty()
        && winner.number(commit.appender()).isEmpty();
  }

  private Map<String, AddFile> files(Optional<LogState> state) {
    Map<String, AddFile> files = new TreeMap<>();
    state.ifPresent(
        known ->
            known.files().forEach(file -> files.put(DeltaPath.decode(file.getPath(), root), file)));
    return files;
  }

  private void check(Optional<LogState> state, Map<String, AddFile> files) throws IOException {
    if (attempts == 0) { // what was whole once, retries need not read again
      new Written(root, storage).require(commit.adds());
    }
    CommitCheck check = new CommitCheck(root, commit, restoring);
    if (state.isEmpty()) {
      check.firstVersion();
      return;
    }
    boolean asksMore = state.get().writer() > Protocol.WRITER;
    Optional<Protocol> protocol = asksMore ? Protocol.of(storage) : Optional.empty();
    check.nextVersion(state.get(), files.keySet(), protocol);
  }

  /** A checkpoint only spares readers work: the change is published without it, too. */
  private void checkpoint(long version, Optional<LogState> state) {
    String wish = state.map(LogState::properties).orElse(Map.of()).get("delta.checkpointInterval");
    int interval = wish != null && wish.matches("[1-9]\\d{0,8}") ? Integer.parseInt(wish) : 10;
    boolean healing = !log.view().pointer();
    if (version == 0 || (version % interval != 0 && !healing)) {
      return;
    }
    try {
      LogState.checkpoint(root, log.view(), version);
    } catch (RuntimeException | AssertionError failure) {
      LOG.warn("Version {} of {} has no checkpoint; the next one will", version, root, failure);
    }
  }
}
