package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.Commit;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is new in an input, and what it means that this cannot be told. */
@NullUnmarked
class PreviousInputsTest {
  @TempDir Path folder;

  @Test
  void onlyFilesThatCameSinceAreNew() {
    publish("a.parquet");
    publish("b.parquet");
    assertEquals(Optional.of(List.of("b.parquet")), added(0));
    assertEquals(Optional.of(List.of()), added(1));
  }

  @Test
  void withoutTheOldVersionTheTableIsMadeAnew() throws IOException {
    publish("a.parquet");
    publish("b.parquet");
    assertEquals(Optional.empty(), added(7));
  }

  /** Were it taken for a version that is gone, a merge would replace the table by the new rows. */
  @Test
  void aLogThatCannotBeReadDecidesNothing() throws IOException {
    publish("a.parquet");
    publish("b.parquet");
    TableVersion now = table().latest().orElseThrow();
    Path commit = folder.resolve("_delta_log/00000000000000000000.json");
    Files.writeString(commit, "{");
    LakeException refusal = assertThrows(LakeException.class, () -> added(now, 0));
    assertEquals(
        "The table at %s is damaged: _delta_log/00000000000000000000.json is cut in line 1. Heal it with lavra repair TABLE."
            .formatted(Location.local(folder).uri()),
        refusal.getMessage());
  }

  private Optional<List<String>> added(long before) {
    return added(table().latest().orElseThrow(), before);
  }

  private static Optional<List<String>> added(TableVersion now, long before) {
    Provenance last =
        new Provenance("run", 1, "d", Map.of("bronze.t", before), null, "", null, null, null, null);
    return PreviousInputs.added(Optional.of(last), Map.of("bronze.t", now), Set.of("bronze.t"))
        .map(files -> files.get("bronze.t").stream().map(DataFile::path).toList());
  }

  private DeltaTable table() {
    return DeltaTable.at(Location.local(folder));
  }

  private void publish(String file) {
    long base = table().latest().map(TableVersion::version).orElse(-1L);
    table()
        .publish(
            new Commit(
                base,
                TableSchema.of(new Column("a", ColumnType.STRING)),
                List.of(),
                List.of(new DataFile(file, 1, 1, Map.of(), "")),
                List.of(),
                "test",
                base + 2,
                Map.of(),
                "WRITE",
                "{}",
                true));
  }
}
