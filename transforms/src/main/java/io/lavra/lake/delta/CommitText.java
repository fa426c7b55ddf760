package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.internal.actions.Metadata;
import io.lavra.lake.DataFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A change as the lines of a Delta commit. Written here and not by Standalone's transaction, which
 * refuses column names with blanks, commas or brackets (plain Delta allows them, and sources have
 * them) and which picks the version itself.
 */
final class CommitText {
  /** The tag of a file that keeps what its content was when it was written. */
  static final String CHECKSUM = "lavra.checksum";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Commit commit;
  private final Optional<LogState> state;
  private final long now;
  private final StringBuilder lines = new StringBuilder();

  private CommitText(Commit commit, Optional<LogState> state, long now) {
    this.commit = commit;
    this.state = state;
    this.now = now;
  }

  /**
   * @param state what the table is before the change
   * @param files the log's own records of the table's files, by path
   * @param now milliseconds since 1970
   */
  static byte[] of(Commit commit, Optional<LogState> state, Map<String, AddFile> files, long now) {
    Set<String> removed = Set.copyOf(commit.removes());
    CommitText text = new CommitText(commit, state, now);
    text.line("commitInfo", text.commitInfo());
    if (state.isEmpty()) {
      text.line("protocol", protocol());
    }
    text.metadata();
    text.marks();
    files.entrySet().stream()
        .filter(file -> removed.contains(file.getKey()))
        .forEach(file -> text.remove(file.getValue()));
    commit.adds().forEach(text::add);
    return text.lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void line(String kind, JsonNode action) {
    lines.append(object().set(kind, action).toString()).append('\n');
  }

  /**
   * The random transaction id tells this commit from any other one, be it word for word the same.
   */
  private ObjectNode commitInfo() {
    ObjectNode info = object().put("timestamp", now).put("operation", commit.operation());
    info.putObject("operationParameters");
    state.ifPresent(base -> info.put("readVersion", base.version()));
    info.put("isolationLevel", "Serializable").put("isBlindAppend", commit.isBlindAppend());
    info.putObject("operationMetrics")
        .put("numFiles", Integer.toString(commit.adds().size()))
        .put("numRemovedFiles", Integer.toString(commit.removes().size()))
        .put("numOutputRows", Long.toString(rows()));
    return info.put("userMetadata", commit.provenance())
        .put("engineInfo", "Lavra")
        .put("txnId", UUID.randomUUID().toString());
  }

  private long rows() {
    return commit.adds().stream().mapToLong(DataFile::rows).sum();
  }

  private static ObjectNode protocol() {
    return object()
        .put("minReaderVersion", Protocol.READER)
        .put("minWriterVersion", Protocol.WRITER);
  }

  private void metadata() {
    String schema = DeltaSchema.write(commit.schema());
    if (state.isEmpty()) {
      ObjectNode metadata = object().put("id", UUID.randomUUID().toString());
      finishMetadata(metadata, schema).put("createdTime", now);
      metadata.putObject("configuration");
      line("metaData", metadata);
    } else if (commit.isRepair()) {
      line("metaData", changed(state.get(), schema).put("id", UUID.randomUUID().toString()));
    } else if (!isKnown(schema)) {
      line("metaData", changed(state.get(), schema));
    }
  }

  private boolean isKnown(String schema) {
    try {
      return state.isPresent()
          && (state.get().metadata().schemaString().equals(schema)
              || state.get().schema().equals(commit.schema()));
    } catch (UnsupportedTable otherWriters) {
      return false;
    }
  }

  private ObjectNode changed(LogState base, String schema) {
    Metadata old = base.metadata();
    ObjectNode metadata = object().put("id", old.id());
    if (old.name() != null) {
      metadata.put("name", old.name());
    }
    if (old.description() != null) {
      metadata.put("description", old.description());
    }
    finishMetadata(metadata, schema);
    if (old.createdTime().isDefined()) {
      metadata.put("createdTime", ((Number) old.createdTime().get()).longValue());
    }
    ObjectNode configuration = metadata.putObject("configuration");
    new TreeMap<>(base.properties()).forEach(configuration::put);
    return metadata;
  }

  private ObjectNode finishMetadata(ObjectNode metadata, String schema) {
    metadata.putObject("format").put("provider", "parquet").putObject("options");
    commit
        .partitionBy()
        .forEach(metadata.put("schemaString", schema).putArray("partitionColumns")::add);
    return metadata;
  }

  private void marks() {
    Map<String, Long> marks = new TreeMap<>(commit.marks());
    marks.put(commit.appender(), commit.number());
    marks.forEach(
        (application, number) ->
            line(
                "txn",
                object().put("appId", application).put("version", number).put("lastUpdated", now)));
  }

  private void remove(AddFile file) {
    ObjectNode remove =
        object()
            .put("path", file.getPath())
            .put("deletionTimestamp", now)
            .put("dataChange", commit.dataChange())
            .put("extendedFileMetadata", true);
    ObjectNode partition = remove.putObject("partitionValues");
    new TreeMap<>(file.getPartitionValues()).forEach(partition::put);
    line("remove", remove.put("size", file.getSize()));
  }

  private void add(DataFile file) {
    ObjectNode add = object().put("path", DeltaPath.encode(file.path()));
    ObjectNode partition = add.putObject("partitionValues");
    file.partition()
        .forEach((column, value) -> partition.put(column, value.isEmpty() ? null : value));
    add.put("size", file.bytes())
        .put("modificationTime", now)
        .put("dataChange", commit.dataChange())
        .put("stats", statistics(file));
    if (!file.checksum().isEmpty()) {
      add.putObject("tags").put(CHECKSUM, file.checksum());
    }
    line("add", add);
  }

  /** As a text inside the JSON: an object there would make the commit unreadable. */
  private static String statistics(DataFile file) {
    if (file.statistics().isBlank()) {
      return object().put("numRecords", file.rows()).toString();
    }
    try {
      if (JSON.readTree(file.statistics()).path("numRecords").asLong(-1) == file.rows()) {
        return file.statistics();
      }
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "The statistics of %s are no JSON".formatted(file.path()), broken);
    }
    throw new IllegalArgumentException(
        "The statistics of %s do not count its %s rows: %s"
            .formatted(file.path(), file.rows(), file.statistics()));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
