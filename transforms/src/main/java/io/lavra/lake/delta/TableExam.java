package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import io.lavra.lake.Finding;
import io.lavra.lake.Finding.Kind;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.UnusableTable;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at a table's log and data files, and finds what is damaged and what is still whole. Reads,
 * and writes nothing.
 */
public final class TableExam {
  private final Location root;
  private final Storage storage;
  private final LogReader reader;
  private final LogExam log;
  private final DataExam data;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<TableVersion> newest = Optional.empty();
  private Optional<UnusableTable> unusable = Optional.empty();

  private TableExam(Location root, Storage storage, DataExam.Depth depth) throws IOException {
    this.root = root;
    this.storage = storage;
    this.reader = new LogReader(root, storage);
    this.log = LogExam.of(root, storage);
    this.data = DataExam.of(root, storage, depth);
  }

  /** Looks whether files are there and have the sizes that the log says. */
  public static TableExam quick(Location root) {
    return of(root, DataExam.Depth.SIZE);
  }

  /**
   * Looks at files too: at their footers where they lie on this machine, or at all of their bytes.
   *
   * @throws LakeException if the storage does not answer
   */
  public static TableExam of(Location root, boolean deep) {
    return of(root, deep ? DataExam.Depth.BYTES : DataExam.Depth.FOOTER);
  }

  private static TableExam of(Location root, DataExam.Depth depth) {
    try {
      TableExam exam = new TableExam(root, Storage.at(root), depth);
      exam.look();
      if (depth != DataExam.Depth.SIZE) {
        exam.orphans();
      }
      return exam;
    } catch (IOException failure) {
      throw LakeErrors.failed(root, failure);
    }
  }

  /** What is not as it should be: the log first, then files by path. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What needs something to be done. */
  public List<Finding> damage() {
    return findings.stream().filter(finding -> !finding.isHarmless()).toList();
  }

  /** The newest version, if its log can be read; its files may be damaged. */
  public Optional<TableVersion> newest() {
    return newest;
  }

  /** Why the newest version cannot be read. */
  public Optional<UnusableTable> unusable() {
    return unusable;
  }

  /** Whether there is anything where the table should be. */
  public boolean exists() {
    return newest.isPresent() || unusable.isPresent();
  }

  /** The first version that cannot be read; empty if all can. */
  public OptionalLong brokenFrom() {
    return log.firstBroken();
  }

  /** The newest version before the damage whose files are all whole. */
  public Optional<TableVersion> lastWhole() {
    try {
      DeltaLogFolder folder = DeltaLogFolder.of(storage);
      long last = log.firstBroken().orElse(folder.latest() + 1) - 1;
      LogView view = LogView.without(log.brokenCheckpoints()).upTo(last);
      for (long version = last; version >= folder.earliest(); version--) {
        Optional<TableVersion> whole = whole(view, version);
        if (whole.isPresent()) {
          return whole;
        }
      }
      return Optional.empty();
    } catch (IOException failure) {
      throw LakeErrors.failed(root, failure);
    }
  }

  /** The newest version before the damage whose log can be read, whatever became of its files. */
  public Optional<TableVersion> lastReadable() {
    if (newest.isPresent()) {
      return newest;
    }
    OptionalLong broken = log.firstBroken();
    if (broken.isEmpty() || broken.getAsLong() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.describe(reader.upTo(broken.getAsLong() - 1)));
    } catch (IOException | LakeException lost) {
      return Optional.empty();
    }
  }

  /**
   * The newest version without the files that are damaged, and without what was committed together
   * with them; empty if the log no longer tells what that was.
   */
  public Optional<Remainder> remainder() {
    try {
      return newest.isEmpty() ? Optional.empty() : Remainder.of(newest.get(), bad(), storage);
    } catch (IOException failure) {
      throw LakeErrors.failed(root, failure);
    }
  }

  /** The paths of the damaged data files that are there. */
  List<String> damagedFiles() {
    return findings.stream()
        .filter(finding -> finding.kind() == Kind.DATA && data.there().containsKey(finding.path()))
        .map(Finding::path)
        .toList();
  }

  /** The files of the checkpoints that are damaged, and the pointer to the last one. */
  List<String> checkpointFiles() throws IOException {
    List<String> files = new ArrayList<>();
    for (Storage.Stored file : storage.list(DeltaLogFolder.FOLDER)) {
      OptionalLong version = DeltaLogFolder.checkpointOf(file.path());
      boolean isBroken =
          version.isPresent() && log.brokenCheckpoints().contains(version.getAsLong());
      if (isBroken || file.path().equals(LogExam.POINTER)) {
        files.add(file.path());
      }
    }
    findings.stream()
        .filter(finding -> finding.kind() == Kind.CHECKPOINT && !files.contains(finding.path()))
        .map(Finding::path)
        .distinct()
        .forEach(files::add);
    return files;
  }

  private Set<String> bad() {
    Set<String> bad = new TreeSet<>();
    findings.stream().filter(f -> f.kind() == Kind.DATA).forEach(f -> bad.add(f.path()));
    return bad;
  }

  private void look() throws IOException {
    findings.addAll(log.findings());
    try {
      Optional<LogState> state = reader.latest();
      if (state.isPresent()) {
        newest = Optional.of(reader.describe(state.get()));
        data(newest.get());
      }
    } catch (UnusableTable damaged) {
      unusable = Optional.of(damaged);
      if (damaged.isDamaged() && findings.stream().noneMatch(f -> f.kind() == Kind.LOG)) {
        findings.add(new Finding(Kind.LOG, DeltaLogFolder.FOLDER, damaged.problem()));
      }
    }
  }

  private void data(TableVersion version) throws IOException {
    for (DataFile file : version.files()) {
      data.problem(file)
          .ifPresent(
              problem ->
                  findings.add(new Finding(Kind.DATA, file.path(), file.path() + " " + problem)));
    }
  }

  private Optional<TableVersion> whole(LogView view, long version) throws IOException {
    TableVersion described;
    try {
      described = reader.describe(LogState.at(root, view, version));
    } catch (RuntimeException | AssertionError unreadable) {
      return Optional.empty();
    }
    for (DataFile file : described.files()) {
      if (data.problem(file).isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.of(described);
  }

  private void orphans() throws IOException {
    if (newest.isEmpty()) {
      return;
    }
    Set<String> named = new HashSet<>();
    newest.get().files().forEach(file -> named.add(file.path()));
    for (long version : DeltaLogFolder.of(storage).commits()) {
      try {
        CommitFile.read(storage, version).ifPresent(commit -> named.addAll(commit.paths(root)));
      } catch (DamagedLog damaged) {
        continue; // what it named may be called an orphan, which is harmless
      }
    }
    data.there().keySet().stream()
        .filter(path -> path.endsWith(".parquet") && !path.startsWith("_") && !named.contains(path))
        .forEach(path -> findings.add(new Finding(Kind.ORPHAN, path, path + " is in no version")));
  }
}
