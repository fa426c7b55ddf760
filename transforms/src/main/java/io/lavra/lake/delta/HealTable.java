package io.lavra.lake.delta;

import io.delta.standalone.actions.AddFile;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable.Outcome;
import io.lavra.lake.io.PlacedOutput;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Brings a damaged table into a state that every reader can read. Nothing is deleted: what is
 * damaged is moved into a folder beside the data, whose name readers of Delta pass over.
 */
public final class HealTable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Location root;
  private final Storage storage;
  private final TableExam exam;
  private final String aside;

  /**
   * @param now what the folder for damaged parts is named by
   */
  public HealTable(Location root, TableExam exam, Instant now) {
    this.root = root;
    this.storage = Storage.at(root);
    this.exam = exam;
    this.aside = "_damaged-" + STAMP.format(now);
  }

  /** What a table becomes. */
  public record Target(
      TableSchema schema, List<String> partitionBy, List<DataFile> files, String provenance) {
    /** What it was as a version. */
    public static Target of(TableVersion version) {
      return of(version, version.files());
    }

    /** The same with other files. */
    public static Target of(TableVersion version, List<DataFile> files) {
      return new Target(
          version.schema(), version.partitionBy(), files, version.provenance().orElse("{}"));
    }
  }

  /** The folder, relative to the table's, into which damaged parts are moved. */
  public String aside() {
    return aside;
  }

  /** Makes a checkpoint of the newest version, and moves those that are damaged aside. */
  public void checkpoint() {
    reaching(
        () -> {
          long version = exam.newest().orElseThrow().version();
          for (String file : exam.checkpointFiles()) {
            move(file);
          }
          LogState.checkpoint(root, LogView.WHOLE, version);
          return version;
        });
  }

  /** Moves the whole log aside, and the damaged files: there is no table then. */
  public void setAside() {
    if (LogExam.isFile(root)) {
      throw new LakeException(
          "There is a file at %s, where the table's folder should be. Move it away."
              .formatted(root.uri()));
    }
    reaching(
        () -> {
          moveDamagedFiles();
          if (root.isLocal()) {
            move(DeltaLogFolder.FOLDER);
            return 0L;
          }
          List<Storage.Stored> log = new ArrayList<>(storage.list(DeltaLogFolder.FOLDER));
          Collections.reverse(log); // the newest first: readers go back in time, and never skip
          for (Storage.Stored file : log) {
            move(file.path());
          }
          return 0L;
        });
  }

  /**
   * Makes the table what it was, or a part of it, by a new version. It has a new id then: tables
   * made from it are made anew. Where the log breaks off, the new version takes the place of the
   * first one that cannot be read, in one step; nobody could have read a later one.
   *
   * @param marks further (application id, number) pairs committed with it
   * @return the version
   */
  public long become(Target target, String appender, long number, Map<String, Long> marks) {
    return reaching(
        () -> {
          OptionalLong broken = exam.brokenFrom();
          LogReader reader = new LogReader(root, storage);
          LogState state =
              broken.isPresent()
                  ? reader.upTo(broken.getAsLong() - 1)
                  : reader.latest().orElseThrow(() -> LakeErrors.noTable(root));
          TableVersion current = reader.describe(state);
          Commit commit = commit(target, current, appender, number, marks);
          long version =
              broken.isPresent() ? replace(broken.getAsLong(), commit, state) : publish(commit);
          moveDamagedFiles();
          for (String file : exam.checkpointFiles()) {
            if (storage.find(file).isPresent() || root.isLocal()) {
              move(file);
            }
          }
          LogState.checkpoint(root, LogView.WHOLE, version);
          return version;
        });
  }

  private static Commit commit(
      Target target, TableVersion current, String appender, long number, Map<String, Long> marks) {
    FileChange change = FileChange.between(current.files(), target.files());
    return new Commit(
        current.version(),
        target.schema(),
        target.partitionBy(),
        change.adds(),
        change.removes(),
        appender,
        number,
        marks,
        Commit.REPAIR,
        target.provenance(),
        true);
  }

  private long publish(Commit commit) throws IOException {
    if (new Publication(root, storage, commit, true).publish()
        instanceof Outcome.Published published) {
      return published.version();
    }
    throw new LakeException(
        "The table at %s has been written to meanwhile. Look at it again.".formatted(root.uri()));
  }

  /** Later versions go first: until the very end the table is as damaged as it was. */
  private long replace(long version, Commit commit, LogState state) throws IOException {
    Map<String, AddFile> files = new TreeMap<>();
    state.files().forEach(file -> files.put(DeltaPath.decode(file.getPath(), root), file));
    byte[] content = CommitText.of(commit, Optional.of(state), files, System.currentTimeMillis());
    List<Storage.Stored> log = new ArrayList<>(storage.list(DeltaLogFolder.FOLDER));
    Collections.reverse(log);
    for (Storage.Stored file : log) {
      long of =
          Math.max(
              DeltaLogFolder.commitOf(file.path()).orElse(-1),
              DeltaLogFolder.checkpointOf(file.path()).orElse(-1));
      if (of > version || DeltaLogFolder.checkpointOf(file.path()).orElse(-1) == version) {
        move(file.path());
      }
    }
    foldersAfter(version);
    String path = DeltaLogFolder.commit(version);
    if (storage.find(path).isPresent()) {
      keepCopy(path);
      try (ScratchFolder scratch = ScratchFolder.temporary()) {
        storage.put(path, PlacedOutput.write(scratch.path().resolve("commit"), content));
      }
    } else {
      storage.create(path, content);
    }
    return version;
  }

  /** Only a folder on this machine can have others in place of commits. */
  private void foldersAfter(long version) throws IOException {
    for (long v = version; root.isLocal() && isFolder(v); v++) {
      move(DeltaLogFolder.commit(v));
    }
  }

  private boolean isFolder(long version) {
    return Files.isDirectory(root.path().resolve(DeltaLogFolder.commit(version)));
  }

  private void keepCopy(String path) throws IOException {
    byte[] there;
    try (InputStream in = storage.open(path)) {
      there = in.readAllBytes();
    }
    try {
      storage.create(aside + "/" + path, there);
    } catch (FileAlreadyExistsException again) {
      return; // a repair that was broken off has kept it
    }
  }

  private void moveDamagedFiles() throws IOException {
    for (String file : exam.damagedFiles()) {
      move(file);
    }
  }

  private void move(String path) throws IOException {
    if (root.isLocal() && !Files.exists(localPath(path))) {
      return;
    }
    storage.move(path, aside + "/" + path);
  }

  private Path localPath(String path) {
    return root.path().resolve(path);
  }

  private interface Task {
    long run() throws IOException;
  }

  private long reaching(Task task) {
    try {
      return task.run();
    } catch (IOException failure) {
      throw LakeErrors.failed(root, failure);
    }
  }
}
