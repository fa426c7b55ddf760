package io.lavra.lake.delta;

import static io.lavra.lake.delta.DeltaTableTest.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.PartitionFolder;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable.Outcome.Published;
import io.lavra.lake.parquet.ParquetFilesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table does not take, and says so before anything is written. */
@NullUnmarked
class CommitCheckTest {
  @TempDir Path folder;
  LakeWriter writer;
  String table;

  @BeforeEach
  void open() throws IOException {
    writer = new LakeWriter(folder.resolve("orders"));
    table = "The table at file:%s cannot take this change: ".formatted(writer.folder);
    writer.append(1);
  }

  @Test
  void newColumnsAreTaken() throws IOException {
    writer.schema = schema("id bigint, note string");
    assertEquals(new Published(1), writer.append(2));
    TableVersion now = writer.table().latest().orElseThrow();
    assertEquals(writer.schema, now.schema());
    assertEquals(2, now.files().size());
  }

  @Test
  void widerColumnsNeedNewFilesForTheWholeTable() throws IOException {
    writer.schema = schema("id bigint, x int, d decimal(5,2)");
    writer.append(2);
    writer.schema = schema("id bigint, x bigint, d decimal(7,3)");
    Commit append = writer.appending(3);
    assertEquals(
        table
            + "a column becomes wider (\"x\" to bigint, \"d\" to decimal(7,3)), and most readers refuse older files with the narrower type. Publish new files for the whole table with it: rebuild it with --full-refresh.",
        refusal(() -> writer.table().publish(append)));
    assertEquals(new Published(2), writer.table().publish(writer.overwriting(3)));
    assertEquals(writer.schema, writer.table().latest().orElseThrow().schema());
  }

  @Test
  void otherColumnsNeedAFullRefresh() throws IOException {
    writer.schema = schema("id string");
    Commit append = writer.appending(2);
    assertEquals(
        table
            + "Column \"id\" changes from bigint to string. Only new columns and wider types are taken as they come. Restore the old definition, or, if the change is meant, rebuild the table with --full-refresh.",
        refusal(() -> writer.table().publish(append)));
    assertEquals(new Published(1), writer.table().publish(writer.overwriting(2)));
    assertEquals(writer.schema, writer.table().latest().orElseThrow().schema());
  }

  @Test
  void descriptionsFollowTheDefinition() throws IOException {
    writer.schema = TableSchema.of(new Column("id", ColumnType.BIGINT, "The order's number", true));
    writer.append(2);
    assertEquals(writer.schema, writer.table().latest().orElseThrow().schema());
  }

  @Test
  void filesThatDoNotFitAreRefused() throws IOException {
    TableVersion now = writer.table().latest().orElseThrow();
    DataFile there = now.files().get(0);
    assertEquals(
        table
            + "it adds the file \"%s\" a second time. Give every file a name of its own."
                .formatted(there.path()),
        refusal(() -> publish(List.of(), List.of(there), List.of())));
    assertEquals(
        table
            + "it removes the file \"gone.parquet\", which is not in version 0. Compute the change again.",
        refusal(() -> publish(List.of(), List.of(), List.of("gone.parquet"))));
    assertEquals(
        "The path \"../x.parquet\" does not stay below file:%s. Use a relative path without \"..\" and without empty names."
            .formatted(writer.folder),
        refusal(() -> publish(List.of(), List.of(file("../x.parquet", Map.of())), List.of())));
    assertEquals(
        table + "the file \"x.parquet\" has values for [day], and the table is partitioned by [].",
        refusal(
            () -> publish(List.of(), List.of(file("x.parquet", Map.of("day", "1"))), List.of())));
    assertEquals(1, commits(writer.folder));
  }

  @Test
  void partitionsAreFixed() {
    assertEquals(
        table
            + "it is partitioned by [], not by [day], and that is fixed. Keep its partition columns, or publish under a new name.",
        refusal(
            () -> {
              writer.schema = schema("id bigint, day date");
              publish(List.of("day"), List.of(), List.of());
            }));
  }

  @Test
  void aPartitionedTableWantsItsFilesInTheirFolders() {
    writer = new LakeWriter(folder.resolve("new"));
    table = "The table at file:%s cannot take this change: ".formatted(writer.folder);
    writer.schema = schema("id bigint, day date");
    assertEquals(
        table + "partition column \"month\" is none of its columns.",
        refusal(() -> publish(List.of("month"), List.of(), List.of())));
    assertEquals(
        table + "it has no column besides its partition columns.",
        refusal(() -> publish(List.of("id", "day"), List.of(), List.of())));
    Map<String, String> none = Map.of("day", "");
    assertEquals(
        table
            + "the file \"day=/x.parquet\" does not lie in its partition's folder \"day=__HIVE_DEFAULT_PARTITION__\", where some readers look for the values. Put it there.",
        refusal(() -> publish(List.of("day"), List.of(file("day=/x.parquet", none)), List.of())));
    String place = PartitionFolder.of(List.of("day"), none) + "/x.parquet";
    assertEquals(new Published(0), publish(List.of("day"), List.of(file(place, none)), List.of()));
  }

  @Test
  void rulesOfOtherWritersAreNotBroken() throws IOException {
    Path other = folder.resolve("other");
    String field =
        "{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"long\\\",\\\"nullable\\\":false,\\\"metadata\\\":{}}";
    log(other, 1, 2, "", field);
    writer = new LakeWriter(other);
    Commit append = writer.appending(1);
    assertEquals(
        "The table at file:%s cannot take this change: its column \"id\" has rules of another writer (not null, a small integer, an invariant or a generated value) that Lavra does not enforce. Rebuild the table with --full-refresh, which drops them."
            .formatted(other),
        refusal(() -> writer.table().publish(append)));
    assertEquals(1, commits(other));
  }

  @Test
  void tablesThatNeedMoreAreRefusedByName() throws IOException {
    Path checked = folder.resolve("checked");
    log(checked, 1, 7, ",\"writerFeatures\":[\"rowTracking\",\"changeDataFeed\"]", "");
    assertEquals(0, DeltaTable.at(Location.local(checked)).latest().orElseThrow().version());
    LakeWriter toChecked = new LakeWriter(checked);
    Commit append = toChecked.appending(1);
    assertEquals(
        "The Delta table at file:%s needs reader version 1 and writer version 7 (changeDataFeed, rowTracking); Lavra can write tables up to reader version 1 and writer version 2. Nothing was written. Drop these features with the tool that made the table, or rewrite it without them."
            .formatted(checked),
        refusal(() -> toChecked.table().publish(append)));
    Path mapped = folder.resolve("mapped");
    log(mapped, 2, 5, "", "");
    assertEquals(
        "The Delta table at file:%s needs reader version 2 and writer version 5 (changeDataFeed, checkConstraints, columnMapping, generatedColumns); Lavra can read tables up to reader version 1 and writer version 2. Nothing was written. Drop these features with the tool that made the table, or rewrite it without them."
            .formatted(mapped),
        refusal(() -> DeltaTable.at(Location.local(mapped)).latest()));
    assertEquals(1, commits(checked));
  }

  private DeltaTable.Outcome publish(
      List<String> partitionBy, List<DataFile> adds, List<String> removes) {
    long base = writer.table().latest().map(TableVersion::version).orElse(-1L);
    return writer
        .table()
        .publish(
            new Commit(
                base,
                writer.schema,
                partitionBy,
                adds,
                removes,
                "w",
                9,
                Map.of(),
                "WRITE",
                "{}",
                true));
  }

  private static DataFile file(String path, Map<String, String> partition) {
    return new DataFile(path, 1, 1, partition, "");
  }

  /** The log that another writer left. */
  private static void log(Path table, int reader, int writer, String features, String field)
      throws IOException {
    Files.createDirectories(table.resolve("_delta_log"));
    Files.writeString(
        table.resolve("_delta_log/00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":%d,"minWriterVersion":%d%s}}
        {"metaData":{"id":"a","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[%s]}","partitionColumns":[],"configuration":{}}}
        {"add":{"path":"x.parquet","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true,"stats":"{\\"numRecords\\":1}"}}
        """
            .formatted(reader, writer, features, field));
  }

  private static long commits(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
      return files.count();
    }
  }

  private static TableSchema schema(String text) {
    return ParquetFilesTest.schema(text);
  }
}
