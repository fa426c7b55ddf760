package io.lavra.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.internal.exception.DeltaErrors.InvalidProtocolVersionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a table's log; whatever is wrong with it is told as a {@link LakeException}. */
final class LogReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Location root;
  private final Storage storage;

  LogReader(Location root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  /** The newest state; empty where there is no table. */
  Optional<LogState> latest() throws IOException {
    LogState newest = read(() -> LogState.latest(root));
    return newest.version() < 0 ? Optional.empty() : Optional.of(newest);
  }

  LogState at(long version) throws IOException {
    return read(() -> LogState.at(root, version));
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
    String fingerprint = tags.getOrDefault(CommitText.FINGERPRINT, "");
    long rows = rows(file.getStats());
    if (rows >= 0) {
      return new DataFile(path, file.getSize(), rows, partition, file.getStats(), fingerprint);
    }
    rows = new FooterRows(root, storage).of(path);
    String statistics = "{\"numRecords\":%s}".formatted(rows);
    return new DataFile(path, file.getSize(), rows, partition, statistics, fingerprint);
  }

  private static long rows(@Nullable String statistics) {
    try {
      JsonNode rows = statistics == null ? null : JSON.readTree(statistics).get("numRecords");
      return rows != null && rows.canConvertToLong() ? rows.asLong() : -1;
    } catch (JsonProcessingException otherWriters) {
      return -1;
    }
  }

  /** Standalone reports a log it cannot follow in many ways, assertions among them. */
  private LogState read(Supplier<LogState> reading) throws IOException {
    try {
      return reading.get();
    } catch (RuntimeException | AssertionError broken) {
      Optional<Protocol> protocol = Protocol.of(storage);
      if (broken instanceof InvalidProtocolVersionException
          || protocol.filter(Protocol::isTooNewToRead).isPresent()) {
        throw LakeErrors.needsMore(root, protocol, "read");
      }
      throw LakeErrors.unreadable(root, String.valueOf(broken.getMessage()), broken);
    }
  }
}
