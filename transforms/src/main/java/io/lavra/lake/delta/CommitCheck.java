package io.lavra.lake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.PartitionFolder;
import io.lavra.lake.SchemaChange;
import io.lavra.lake.TableSchema;
import io.lavra.lake.storage.StoragePath;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a table can take a change. Nothing is written before every question here is answered.
 *
 * @param restoring whether the change goes back to a state the table once had, schema and all
 */
record CommitCheck(Location table, Commit commit, boolean restoring) {

  void firstVersion() {
    partitioned();
    adds(Set.of());
  }

  /**
   * @param current paths of the table's files
   */
  void nextVersion(LogState state, Set<String> current, Optional<Protocol> protocol) {
    if (state.writer() > Protocol.WRITER) {
      throw LakeErrors.needsMore(table, protocol, "write");
    }
    boolean everything = current.equals(Set.copyOf(commit.removes()));
    try {
      partitioned();
      samePartitions(state);
      removes(state, current);
      adds(current);
      if (!everything && !restoring) {
        nothingToEnforce(state);
        schema(state.schema());
      }
    } catch (UnsupportedTable unsupported) {
      throw LakeErrors.unreadable(table, unsupported.reason(), unsupported);
    }
  }

  private void partitioned() {
    Set<String> names = new HashSet<>(commit.schema().names());
    for (String column : commit.partitionBy()) {
      if (!names.contains(column)) {
        throw refused("partition column \"%s\" is none of its columns.".formatted(column));
      }
    }
    if (commit.partitionBy().size() >= names.size()) {
      throw refused("it has no column besides its partition columns.");
    }
  }

  private void samePartitions(LogState state) {
    if (!state.partitionBy().equals(commit.partitionBy())) {
      throw refused(
          "it is partitioned by %s, not by %s, and that is fixed. Keep its partition columns, or publish under a new name."
              .formatted(state.partitionBy(), commit.partitionBy()));
    }
  }

  private void removes(LogState state, Set<String> current) {
    for (String path : commit.removes()) {
      if (!current.contains(path)) {
        throw refused(
            "it removes the file \"%s\", which is not in version %s. Compute the change again."
                .formatted(path, state.version()));
      }
    }
    boolean appendOnly = Boolean.parseBoolean(state.properties().get("delta.appendOnly"));
    if (appendOnly && commit.dataChange() && !commit.removes().isEmpty()) {
      throw refused(
          "its property delta.appendOnly allows only appends. Append, or take the property away.");
    }
  }

  private void adds(Set<String> current) {
    Set<String> paths = new HashSet<>(current);
    for (DataFile file : commit.adds()) {
      StoragePath.file(file.path(), table.uri());
      if (!paths.add(file.path())) {
        throw refused(
            "it adds the file \"%s\" a second time. Give every file a name of its own."
                .formatted(file.path()));
      }
      if (!file.partition().keySet().equals(new TreeSet<>(commit.partitionBy()))) {
        throw refused(
            "the file \"%s\" has values for %s, and the table is partitioned by %s."
                .formatted(file.path(), file.partition().keySet(), commit.partitionBy()));
      }
      if (!restoring && !PartitionFolder.fits(file, commit.partitionBy())) {
        throw refused(
            "the file \"%s\" does not lie in its partition's folder \"%s\", where some readers look for the values. Put it there."
                .formatted(
                    file.path(), PartitionFolder.of(commit.partitionBy(), file.partition())));
      }
    }
  }

  private void schema(TableSchema old) {
    SchemaChange change;
    try {
      change = SchemaChange.between(old, commit.schema());
    } catch (LakeException refusal) {
      throw refused(String.valueOf(refusal.getMessage()));
    }
    if (change.needsOverwrite()) {
      throw refused(
          "a column becomes wider (%s), and most readers refuse older files with the narrower type. Publish new files for the whole table with it: rebuild it with --full-refresh."
              .formatted(widened(old)));
    }
  }

  private String widened(TableSchema old) {
    return String.join(
        ", ",
        commit.schema().columns().stream()
            .filter(
                now ->
                    old.column(now.name()).stream().anyMatch(was -> !was.type().equals(now.type())))
            .map(now -> "\"%s\" to %s".formatted(now.name(), now.type()))
            .toList());
  }

  /** Other writers may have left rules that every writer must enforce; we enforce none. */
  private void nothingToEnforce(LogState state) throws UnsupportedTable {
    for (JsonNode field : DeltaSchema.fields(state.metadata().schemaString())) {
      JsonNode metadata = field.path("metadata");
      boolean narrow = Set.of("byte", "short").contains(field.path("type").asText());
      if (!field.path("nullable").asBoolean(true)
          || narrow
          || metadata.has("delta.invariants")
          || metadata.has("delta.generationExpression")) {
        throw refused(
            "its column \"%s\" has rules of another writer (not null, a small integer, an invariant or a generated value) that Lavra does not enforce. Rebuild the table with --full-refresh, which drops them."
                .formatted(field.path("name").asText()));
      }
    }
  }

  private LakeException refused(String reason) {
    return LakeErrors.refusedChange(table, reason);
  }
}
