package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Throwables;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.internal.exception.DeltaErrors.InvalidProtocolVersionException;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.UnusableTable;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.io.S3Failure;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a table's log; whatever is wrong with it is told as a {@link LakeException}. */
final class LogReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Location root;
  private final Storage storage;
  private LogView view = LogView.WHOLE;

  LogReader(Location root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  /** The newest state; empty where there is no table. */
  Optional<LogState> latest() throws IOException {
    LogState newest = read(shown -> LogState.latest(root, shown));
    if (newest.version() < 0) {
      requireNothingThere();
      return Optional.empty();
    }
    requireNoFolderAfter(newest.version());
    return Optional.of(newest);
  }

  /** An earlier version can be read whatever became of later ones. */
  LogState at(long version) throws IOException {
    try {
      return read(shown -> LogState.at(root, shown, version));
    } catch (UnusableTable damaged) {
      if (damaged.isDamaged()
          && LogExam.of(root, storage).firstBroken().orElse(0) > version
          && view.until() > version) {
        return upTo(version);
      }
      throw damaged;
    }
  }

  /** A version as it is without what came after it, which may be damaged. */
  LogState upTo(long version) throws IOException {
    view = LogView.without(LogExam.of(root, storage).brokenCheckpoints()).upTo(version);
    return read(shown -> LogState.latest(root, shown));
  }

  /** What of the log the last reading needed; not all, if a checkpoint is damaged. */
  LogView view() {
    return view;
  }

  TableVersion describe(LogState state) throws IOException {
    try {
      Optional<CommitFile> commit = CommitFile.read(storage, state.version());
      return new TableVersion(
          root,
          state.metadata().id(),
          state.version(),
          DeltaLogFolder.of(storage).timestamp(state.version()),
          state.schema(),
          state.partitionBy(),
          files(state),
          state.marks(),
          commit.flatMap(CommitFile::provenance));
    } catch (UnsupportedTable unsupported) {
      throw LakeErrors.unreadable(root, unsupported.reason(), unsupported);
    } catch (DamagedLog damaged) {
      throw LakeErrors.damaged(root, String.valueOf(damaged.getMessage()), damaged);
    }
  }

  private List<DataFile> files(LogState state) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (AddFile file : state.files()) {
      files.add(file(file));
    }
    files.sort(Comparator.comparing(DataFile::path));
    return files;
  }

  private DataFile file(AddFile file) throws IOException {
    String path = DeltaPath.decode(file.getPath(), root);
    Map<String, String> partition = new TreeMap<>();
    file.getPartitionValues()
        .forEach((column, value) -> partition.put(column, value == null ? "" : value));
    Map<String, String> tags = file.getTags() == null ? Map.of() : file.getTags();
    String checksum = tags.getOrDefault(CommitText.CHECKSUM, "");
    long rows = rows(file.getStats());
    if (rows >= 0) {
      return new DataFile(path, file.getSize(), rows, partition, file.getStats(), checksum);
    }
    rows = new FooterRows(root, storage).of(path);
    String statistics = "{\"numRecords\":%s}".formatted(rows);
    return new DataFile(path, file.getSize(), rows, partition, statistics, checksum);
  }

  private static long rows(@Nullable String statistics) {
    try {
      JsonNode rows = statistics == null ? null : JSON.readTree(statistics).get("numRecords");
      return rows != null && rows.canConvertToLong() ? rows.asLong() : -1;
    } catch (JsonProcessingException otherWriters) {
      return -1;
    }
  }

  private interface Reading {
    LogState of(LogView view) throws IOException;
  }

  /** Standalone reports a log it cannot follow in many ways, assertions among them. */
  private LogState read(Reading reading) throws IOException {
    try {
      return reading.of(view);
    } catch (IOException | RuntimeException | AssertionError broken) {
      requireAnswer(broken);
      requireRight(broken);
      Optional<Protocol> protocol = protocol();
      if (broken instanceof InvalidProtocolVersionException
          || protocol.filter(Protocol::isTooNewToRead).isPresent()) {
        throw LakeErrors.needsMore(root, protocol, "read");
      }
      return withoutCheckpoints(reading, broken);
    }
  }

  /** A storage that does not answer says nothing of a table. */
  private static void requireAnswer(Throwable broken) throws IOException {
    for (Throwable cause : Throwables.getCausalChain(broken)) {
      if (cause instanceof S3Failure s3) {
        throw s3;
      }
    }
  }

  private void requireRight(Throwable broken) {
    for (Throwable cause : Throwables.getCausalChain(broken)) {
      if (cause instanceof AccessDeniedException denied) {
        throw UnusableTable.forbidden(root, IoFailure.words(denied), denied);
      }
    }
  }

  private Optional<Protocol> protocol() {
    try {
      return Protocol.of(storage);
    } catch (IOException | DamagedLog damaged) {
      return Optional.empty();
    }
  }

  /** What a damaged checkpoint says is in the commits too, as long as they are all there. */
  private LogState withoutCheckpoints(Reading reading, Throwable broken) throws IOException {
    LogExam exam = LogExam.of(root, storage);
    if (exam.firstBroken().isEmpty() && view.pointer()) {
      try {
        view = LogView.without(exam.brokenCheckpoints());
        return reading.of(view);
      } catch (RuntimeException | AssertionError again) {
        view = LogView.WHOLE;
        throw LakeErrors.damaged(root, cause(exam, again), again);
      }
    }
    throw LakeErrors.damaged(root, cause(exam, broken), broken);
  }

  private static String cause(LogExam exam, Throwable broken) {
    return exam.cause()
        .or(() -> DamagedLog.told(broken))
        .orElseGet(() -> LakeErrors.clause(String.valueOf(broken.getMessage())));
  }

  /** A table of whose log nothing is left is not a table that is yet to be made. */
  private void requireNothingThere() throws IOException {
    Optional<String> cause = LogExam.of(root, storage).cause();
    if (cause.isPresent()) {
      throw LakeErrors.damaged(root, cause.get(), new DamagedLog(cause.get()));
    }
  }

  /** In its place no version could ever be published. */
  private void requireNoFolderAfter(long newest) {
    String next = DeltaLogFolder.commit(newest + 1);
    if (view.until() > newest && root.isLocal() && Files.isDirectory(root.path().resolve(next))) {
      String problem = next + " is a folder, not a file";
      throw LakeErrors.damaged(root, problem, new DamagedLog(problem));
    }
  }
}
