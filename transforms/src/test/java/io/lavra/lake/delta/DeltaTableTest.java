package io.lavra.lake.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable.Outcome;
import io.lavra.lake.delta.DeltaTable.Outcome.AlreadyPublished;
import io.lavra.lake.delta.DeltaTable.Outcome.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class DeltaTableTest {
  @TempDir Path folder;
  LakeWriter writer;
  DeltaTable table;

  @BeforeEach
  void open() {
    writer = new LakeWriter(folder.resolve("orders"));
    table = writer.table();
  }

  @Test
  void thereIsNoTableBeforeTheFirstVersion() {
    assertFalse(table.exists());
    assertEquals(Optional.empty(), table.latest());
    String none =
        "There is no Delta table at file:%s. Check the location, or publish a first version."
            .formatted(folder.resolve("orders"));
    assertEquals(none, refusal(() -> table.version(0)));
    assertEquals(none, refusal(() -> table.asOf(Instant.EPOCH)));
    assertEquals(none, refusal(() -> table.history()));
  }

  @Test
  void aPublishedVersionReadsBackWhole() throws IOException {
    TableSchema schema =
        TableSchema.of(
            new Column("número do pedido (nº)", ColumnType.BIGINT, "Quoted \"key\"; a, b", false),
            new Column("customer", ColumnType.STRING, "Who bought", true),
            new Column("price", ColumnType.parse("decimal(12,2)")),
            new Column("vector", ColumnType.parse("array<float>")),
            new Column("região", ColumnType.STRING));
    DataFile first =
        new DataFile("região=São Paulo/a b#1%.parquet", 10, 3, Map.of("região", "São Paulo"), "");
    DataFile second =
        new DataFile(
            "região=__HIVE_DEFAULT_PARTITION__/x.parquet",
            11,
            4,
            Map.of("região", ""),
            "{\"numRecords\":4}");
    Commit commit =
        new Commit(
            -1,
            schema,
            List.of("região"),
            List.of(second, first),
            List.of(),
            "lavra/shop/orders",
            7,
            Map.of("ledger/a.csv", 3L),
            "WRITE",
            "{\"run\":\"r1\"}",
            true);
    assertEquals(new Published(0), table.publish(commit));
    TableVersion version = table.latest().orElseThrow();
    DataFile firstBack =
        new DataFile(first.path(), 10, 3, Map.of("região", "São Paulo"), "{\"numRecords\":3}");
    assertEquals(
        new TableVersion(
            Location.local(folder.resolve("orders")),
            version.id(),
            0,
            version.timestampMillis(),
            schema,
            List.of("região"),
            List.of(firstBack, second),
            Map.of("lavra/shop/orders", 7L, "ledger/a.csv", 3L),
            Optional.of("{\"run\":\"r1\"}")),
        version);
  }

  /** Written to, replaced by one of the same size, or removed, between the step and the commit. */
  @Test
  void aCommitNamesOnlyWhatWasWritten() throws IOException {
    Path root = folder.resolve("orders");
    DataFile file = writer.file();
    DataFile known = file.checked(root.resolve(file.path()));
    Commit commit = writer.commit("a", 1, -1, List.of(known), List.of());
    byte[] content = Files.readAllBytes(root.resolve(file.path()));
    content[10] ^= 1;
    Files.write(root.resolve(file.path()), content);
    String refused = "The table at %s cannot take this change: the file \"%s\" ";
    assertEquals(
        (refused
                + "does not have the content that was written. Find out who writes there; then run it again.")
            .formatted(Location.local(root).uri(), file.path()),
        assertThrows(LakeException.class, () -> table.publish(commit)).getMessage());
    Files.delete(root.resolve(file.path()));
    assertEquals(
        (refused + "is gone. Find out who writes there; then run it again.")
            .formatted(Location.local(root).uri(), file.path()),
        assertThrows(LakeException.class, () -> table.publish(commit)).getMessage());
    assertEquals(Optional.empty(), table.latest());
  }

  @Test
  void checksumsStayWithTheirFilesInCheckpoints() throws IOException {
    DataFile file = writer.file();
    DataFile known = file.checked(folder.resolve("orders").resolve(file.path()));
    table.publish(writer.commit("a", 1, -1, List.of(known), List.of()));
    for (int i = 1; i <= 11; i++) {
      writer.append("b", i);
    }
    Files.delete(folder.resolve("orders/_delta_log/00000000000000000000.json"));
    assertEquals(
        List.of(known.checksum()),
        table.latest().orElseThrow().files().stream()
            .filter(found -> found.path().equals(file.path()))
            .map(DataFile::checksum)
            .toList());
  }

  @Test
  void aNumberIsPublishedOnce() throws IOException {
    assertEquals(new Published(0), writer.append(1));
    assertEquals(new Published(1), writer.append(2));
    assertEquals(new Published(2), writer.append(3));
    assertEquals(new AlreadyPublished(1), table.publish(writer.appending(2)));
    assertEquals(new AlreadyPublished(0), table.publish(writer.appending(1)));
    assertEquals(2, table.latest().orElseThrow().version());
  }

  @Test
  void aChangeOfWhatOthersChangedIsRefused() throws IOException {
    writer.append(1);
    Commit overwrite = writer.overwriting(2);
    writer.append("another", 1);
    ConcurrentPublishException conflict =
        assertThrows(ConcurrentPublishException.class, () -> table.publish(overwrite));
    assertEquals(1, conflict.winner());
    assertEquals(
        "file:%s is at version 1: another writer came first, and this change was computed from version 0. Run again to compute it anew."
            .formatted(folder.resolve("orders")),
        conflict.getMessage());
    assertEquals(2, table.latest().orElseThrow().files().size());
  }

  @Test
  void anAppendFollowsWhatOthersAppended() throws IOException {
    writer.append(1);
    Commit append = writer.appending(2);
    writer.append("another", 1);
    assertEquals(new Published(2), table.publish(append));
    assertEquals(3, table.latest().orElseThrow().files().size());
  }

  @Test
  void anAppendDoesNotFollowAChangeOfSchema() throws IOException {
    writer.append(1);
    Commit append = writer.appending(2);
    writer.schema =
        TableSchema.of(new Column("id", ColumnType.BIGINT), new Column("extra", ColumnType.STRING));
    writer.append("another", 1);
    assertThrows(ConcurrentPublishException.class, () -> table.publish(append));
  }

  @Test
  void aBaseThatIsNotThereIsRefused() throws IOException {
    Commit onNothing = writer.commit("w", 1, 4, List.of(), List.of());
    String place = folder.resolve("orders").toString();
    assertEquals(
        "A change computed from version 4 of the table at file:%s does not fit: there is no table. Compute it again from the version that is there."
            .formatted(place),
        refusal(() -> table.publish(onNothing)));
    writer.append(1);
    assertEquals(
        "A change computed from version 4 of the table at file:%s does not fit: its newest version is 0. Compute it again from the version that is there."
            .formatted(place),
        refusal(() -> table.publish(onNothing)));
  }

  @Test
  void earlierVersionsAreFoundByNumberAndTime() throws IOException {
    for (int i = 0; i < 25; i++) {
      writer.append(i + 1);
    }
    for (int i = 0; i < 25; i++) {
      Path commit = folder.resolve("orders/_delta_log/%020d.json".formatted(i));
      Files.setLastModifiedTime(commit, FileTime.from(day(i)));
    }
    assertTrue(
        Files.exists(folder.resolve("orders/_delta_log/00000000000000000020.checkpoint.parquet")));
    for (int i = 0; i < 25; i++) {
      assertEquals(i + 1, table.version(i).files().size());
      assertEquals(i, table.asOf(day(i)).version());
      assertEquals(i, table.asOf(day(i).plusSeconds(3600)).version());
    }
    String place = folder.resolve("orders").toString();
    assertEquals(
        "The table at file:%s has no version 25: versions 0 to 24 can be read.".formatted(place),
        refusal(() -> table.version(25)));
    assertEquals(
        "The table at file:%s has no version -1: versions 0 to 24 can be read.".formatted(place),
        refusal(() -> table.version(-1)));
    assertEquals(
        "The table at file:%s has no version as early as 2023-12-31T23:59:59Z: its versions were written from 2024-01-01T00:00:00Z to 2024-01-25T00:00:00Z."
            .formatted(place),
        refusal(() -> table.asOf(day(0).minusSeconds(1))));
  }

  @Test
  void marksSurviveCheckpointsAndTheLossOfOlderCommits() throws IOException {
    List<String> marked = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      writer.marks = Map.of("ledger/file " + i, (long) i);
      writer.append(i);
      marked.add("ledger/file " + i);
    }
    for (int i = 0; i < 10; i++) {
      Files.delete(folder.resolve("orders/_delta_log/%020d.json".formatted(i)));
    }
    Map<String, Long> marks = table.latest().orElseThrow().marks();
    for (int i = 1; i <= 12; i++) {
      assertEquals(i, marks.get(marked.get(i - 1)));
    }
    assertEquals(12, marks.get(LakeWriter.APPENDER));
    assertEquals(
        "The table at file:%s has no version 9: versions 10 to 11 can be read."
            .formatted(folder.resolve("orders")),
        refusal(() -> table.version(9)));
    assertEquals(List.of(11L, 10L), table.history().stream().map(VersionInfo::version).toList());
    assertEquals(new AlreadyPublished(10), table.publish(writer.appending(3)));
  }

  @Test
  void historyTellsEveryVersionNewestFirst() throws IOException {
    writer.append(1);
    writer.append(2);
    table.publish(writer.overwriting(3));
    List<String> lines =
        table.history().stream()
            .map(
                line ->
                    "%d %s %s +%d -%d %d rows"
                        .formatted(
                            line.version(),
                            line.operation(),
                            line.provenance().orElse("?"),
                            line.filesAdded(),
                            line.filesRemoved(),
                            line.rowsAdded()))
            .toList();
    assertEquals(
        List.of(
            "2 WRITE {\"run\":3} +1 -2 1 rows",
            "1 WRITE {\"run\":2} +1 -0 1 rows",
            "0 WRITE {\"run\":1} +1 -0 1 rows"),
        lines);
  }

  @Test
  void restoreBringsBackFilesAndSchema() throws IOException {
    writer.append(1);
    writer.append(2);
    TableVersion wanted = table.version(1);
    writer.schema = TableSchema.of(new Column("other", ColumnType.STRING));
    table.publish(writer.overwriting(3));
    Outcome outcome = table.restore(1, LakeWriter.APPENDER, 4, Map.of(), "{\"run\":4}");
    assertEquals(new Published(3), outcome);
    TableVersion restored = table.latest().orElseThrow();
    assertEquals(wanted.files(), restored.files());
    assertEquals(wanted.schema(), restored.schema());
    assertEquals("RESTORE", table.history().get(0).operation());
    assertEquals(
        new AlreadyPublished(3), table.restore(1, LakeWriter.APPENDER, 4, Map.of(), "{\"run\":4}"));
  }

  @Test
  void restoreNamesTheFilesThatAreGone() throws IOException {
    writer.append(1);
    writer.append(2);
    table.publish(writer.overwriting(3));
    List<DataFile> files = table.version(1).files();
    Files.delete(folder.resolve("orders").resolve(files.get(1).path()));
    assertEquals(
        "The table at file:%s cannot go back to version 1: 1 of its files are gone, among them %s. Restore a later version, or bring the files back."
            .formatted(folder.resolve("orders"), files.get(1).path()),
        refusal(() -> table.restore(1, LakeWriter.APPENDER, 4, Map.of(), "{}")));
    assertEquals(2, table.latest().orElseThrow().version());
  }

  private static Instant day(int i) {
    return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * i);
  }

  static String refusal(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(LakeException.class, action).getMessage();
  }
}
