package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows kept back by a wrong rule go through the right one. */
@Tag("slow")
class ReplayTest {
  private static final String WRONG = "rule: stock < 5";
  private static final String RIGHT = "rule: stock < 50";

  @Test
  void whatPassesIsPublishedOnceAndTheRestStays(@TempDir Path folder) {
    SmallLake lake = parts(folder, "mode: merge, key: [id]", WRONG, 1);
    lake.with("landing/0.csv", "id,stock,at\na,1,2026-01-09\n")
        .with("landing/9.csv", "id,stock,at\na,7,2026-01-09\nb,70,2026-01-09\nc,x,2026-01-09\n");
    assertEquals(0, lake.run("-q").exit());
    long before = lake.version("silver.parts");

    Said asItWas = replay(lake);
    assertEquals(0, asItWas.exit());
    assertEquals("{silver.parts=unchanged: up to date}", asItWas.tables().toString());
    long kept = asItWas.json().at("/replayed/0/kept").asLong();
    assertEquals(asItWas.json().at("/replayed/0/rows").asLong(), kept);

    lake.edit("silver/parts.yaml", WRONG, RIGHT);
    Said fixed = replay(lake);
    assertEquals(0, fixed.exit());
    assertEquals("{silver.parts=published: definition changed}", fixed.tables().toString());
    assertEquals(before + 1, lake.version("silver.parts"));
    assertEquals(kept, fixed.json().at("/replayed/0/rows").asLong());
    assertEquals(kept, fixed.json().at("/replayed/0/released").asLong() + 2);
    assertEquals(2, fixed.json().at("/replayed/0/kept").asLong());
    assertEquals(
        """
        table         rows  reason
        silver.parts  1     stock: cannot read "x" as int
        silver.parts  1     stock: rule stock < 50
        """,
        SmallLake.say("quarantine", "ls", folder.toString()).out());
    assertEquals(
        "[2, 2]",
        SmallLake.say("quarantine", "show", "silver.parts", folder.toString(), "--output", "json")
            .out()
            .lines()
            .map(row -> Said.tree(row).get("tries").asText())
            .toList()
            .toString());

    Said again = replay(lake);
    assertEquals(0, again.exit());
    assertEquals(0, again.json().at("/tables/0/rows_published").asLong());
    assertEquals(0, again.json().at("/replayed/0/released").asLong());
    assertEquals(2, again.json().at("/replayed/0/kept").asLong());
    assertEquals(before + 1, lake.version("silver.parts"));
    accountingCloses(lake);
  }

  @Test
  void onlyWhatWasAskedFor(@TempDir Path folder) {
    SmallLake lake = parts(folder, "mode: append", WRONG, 2);
    assertEquals(0, lake.run("-q").exit());
    lake.edit("silver/parts.yaml", WRONG, RIGHT);
    assertEquals(
        "No such rows are in quarantine.\n",
        SmallLake.say("quarantine", "replay", folder.toString(), "--reason", "no such").out());
    assertEquals(
        "No such rows are in quarantine.\n",
        SmallLake.say("quarantine", "replay", "bronze.parts", folder.toString()).out());
    assertEquals(0, lake.version("silver.parts"));
    assertEquals(2, SmallLake.say("quarantine", "replay", "silver.prts", folder.toString()).exit());
  }

  @Test
  void theGateStandsBeforeIt(@TempDir Path folder) {
    SmallLake lake = parts(folder, "mode: append", WRONG, 3);
    assertEquals(0, lake.run("-q").exit());
    String before = lake.hash("silver.parts");
    lake.edit("silver/parts.yaml", WRONG, RIGHT)
        .edit(
            "silver/parts.yaml",
            "write:",
            "expectations:\n  - expect_column_values_to_be_between: { column: stock, max_value: 4 }\nwrite:");
    Said blocked = replay(lake);
    assertEquals(3, blocked.exit());
    assertEquals(0, blocked.json().at("/replayed/0/released").asLong());
    assertEquals(before, lake.hash("silver.parts"));
  }

  /** As if the definition had been right when each of the files came. */
  @ParameterizedTest
  @CsvSource({
    "append, , 4",
    "overwrite, , 5",
    "merge, , 6",
    "merge, latest, 7",
    "merge, earliest, 8",
    "overwrite, latest, 9"
  })
  void equalsACleanRun(String mode, @Nullable String keep, long seed, @TempDir Path folder) {
    String write =
        "mode: "
            + mode
            + (mode.equals("merge") ? ", key: [id]" : "")
            + (keep == null ? "" : " }\ndeduplicate: { key: [id], by: at, keep: " + keep);
    SmallLake lake = parts(folder.resolve("replayed"), write, WRONG, seed);
    SmallLake clean = parts(folder.resolve("clean"), write, RIGHT, seed);
    for (int batch = 1; batch < 3; batch++) {
      assertEquals(0, lake.run("-q").exit());
      assertEquals(0, clean.run("-q").exit());
      land(lake, batch, seed + 100);
      land(clean, batch, seed + 100);
    }
    assertEquals(0, lake.run("-q").exit());
    assertEquals(0, clean.run("-q").exit());
    lake.edit("silver/parts.yaml", WRONG, RIGHT);
    assertEquals(0, replay(lake).exit());
    assertEquals(clean.hash("silver.parts"), lake.hash("silver.parts"));
    assertEquals(
        SmallLake.say("quarantine", "ls", clean.folder().toString()),
        SmallLake.say("quarantine", "ls", lake.folder().toString()));
    assertEquals(0, replay(lake).json().at("/tables/0/rows_published").asLong());
    assertEquals(clean.hash("silver.parts"), lake.hash("silver.parts"));
    accountingCloses(lake);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staged", "committing", "committed", "recorded-quarantine"})
  void onceMoreAfterDyingAt(String step, @TempDir Path folder)
      throws IOException, InterruptedException {
    String write = "mode: merge, key: [id] }\ndeduplicate: { key: [id], keep: latest, by: at";
    SmallLake lake = parts(folder.resolve("replayed"), write, WRONG, 11);
    SmallLake clean = parts(folder.resolve("clean"), write, RIGHT, 11);
    assertEquals(0, lake.run("-q").exit());
    assertEquals(0, clean.run("-q").exit());
    lake.edit("silver/parts.yaml", WRONG, RIGHT);
    String there = lake.folder().toString();
    Said died =
        ChildJvm.start(step, "quarantine", "replay", there, "--runner", "direct", "-q").await();
    assertEquals(137, died.exit(), died::toString);
    assertEquals(0, replay(lake).exit());
    assertEquals(0, replay(lake).exit());
    assertEquals(1, lake.version("silver.parts"));
    assertEquals(clean.hash("silver.parts"), lake.hash("silver.parts"));
    assertEquals(
        SmallLake.say("quarantine", "ls", clean.folder().toString()),
        SmallLake.say("quarantine", "ls", there));
    accountingCloses(lake);
  }

  @Test
  void landingFilesAreReadAgain(@TempDir Path folder) throws IOException, InterruptedException {
    SmallLake lake = latin(folder.resolve("replayed"), "");
    SmallLake clean = latin(folder.resolve("clean"), ", csv: { encoding: ISO-8859-1 }");
    assertEquals(0, clean.run("-q").exit());
    assertEquals(0, lake.run("-q").exit());
    Said asItWas = replay(lake);
    assertEquals(
        "{bronze.parts=unchanged: the same lines cannot be read}", asItWas.tables().toString());
    assertEquals(1, lake.version("bronze.parts"));

    lake.edit("bronze/parts.yaml", "format: csv", "format: csv, csv: { encoding: ISO-8859-1 }");
    String there = lake.folder().toString();
    Said died =
        ChildJvm.start("committed", "quarantine", "replay", there, "--runner", "direct", "-q")
            .await();
    assertEquals(137, died.exit(), died::toString);
    assertEquals(
        2,
        SmallLake.say("quarantine", "ls", there).out().lines().skip(1).count(),
        "nothing is lost from sight before it is known");
    Said second = replay(lake);
    assertEquals(0, second.exit());
    assertEquals(2, lake.version("bronze.parts"));
    assertEquals(1, second.json().at("/replayed/0/rows").asLong());
    assertEquals(1, second.json().at("/replayed/0/kept").asLong());
    assertEquals(0, second.json().at("/tables/0/rows_published").asLong());
    assertEquals(0, lake.run("-q").exit());
    assertEquals(clean.hash("bronze.parts"), lake.hash("bronze.parts"));
    assertEquals(clean.hash("silver.parts"), lake.hash("silver.parts"));
    assertEquals(
        SmallLake.say("quarantine", "ls", clean.folder().toString()),
        SmallLake.say("quarantine", "ls", there));
    accountingCloses(lake);

    lake.folder().resolve("landing/1.csv").toFile().delete();
    assertEquals(
        "{bronze.parts=unchanged: the landing files are gone, or have changed}",
        replay(lake).tables().toString());
    lake.with("landing/1.csv", "id,stock,at\nx,2,2026-01-01\n");
    assertEquals(0, lake.run("-q").exit());
    assertEquals("", SmallLake.say("quarantine", "ls", there).out().replaceFirst("table .*\n", ""));
  }

  /** A later file ties with the line that is kept back, and wins by its arrival. */
  private static SmallLake latin(Path folder, String format) {
    SmallLake lake =
        SmallLake.empty(folder)
            .with(
                "bronze/parts.yaml",
                "source: { files: landing/*.csv, format: csv%s }\n".formatted(format))
            .with(
                "silver/parts.yaml",
                """
                from: bronze.parts
                columns: { id: { type: string }, stock: { type: int }, at: { type: date } }
                deduplicate: { key: [id], by: at }
                write: { mode: merge, key: [id] }
                """)
            .with(
                "landing/1.csv",
                "id,stock,at\na,1,2026-01-01\n\u00e9,2,2026-01-01\nb,2\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(0, lake.run("-q").exit());
    return lake.with(
        "landing/2.csv",
        "id,stock,at\na,5,2026-01-01\nz,9,2026-01-01\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Said replay(SmallLake lake) {
    return SmallLake.say(
        "quarantine", "replay", lake.folder().toString(), "--runner", "direct", "--output", "json");
  }

  private static SmallLake parts(Path folder, String write, String rule, long seed) {
    SmallLake lake =
        SmallLake.empty(folder)
            .with("bronze/parts.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with(
                "silver/parts.yaml",
                """
                from: bronze.parts
                columns:
                  id: { type: string }
                  stock: { type: int, %s }
                  at: { type: date }
                write: { %s }
                """
                    .formatted(rule, write));
    land(lake, 0, seed);
    return lake;
  }

  /** Few keys and few days, so that there are ties; stocks on both sides of both rules. */
  private static void land(SmallLake lake, int batch, long seed) {
    Random random = new Random(seed * 31 + batch);
    StringBuilder text = new StringBuilder("id,stock,at\n");
    for (int row = 0; row < 40; row++) {
      int stock = random.nextInt(5) == 0 ? 60 : random.nextInt(10);
      text.append(
          "p%d,%d,2026-01-0%d\n".formatted(random.nextInt(12), stock, 1 + random.nextInt(3)));
    }
    text.append("p1,many,2026-01-01\n");
    lake.with("landing/%d.csv".formatted(batch), text.toString());
  }

  /** Every row read is somewhere, and as many are in the records as runs say they kept back. */
  private static void accountingCloses(SmallLake lake) {
    long quarantined = 0;
    for (String row : lake.rows("ops.runs")) {
      var run = Said.tree(row);
      assertEquals(
          run.get("rows_read").asLong(),
          run.get("rows_published").asLong()
              + run.get("rows_quarantined").asLong()
              + run.get("rows_deduplicated").asLong()
              + run.get("rows_filtered").asLong(),
          row);
      quarantined += run.get("rows_quarantined").asLong();
    }
    assertEquals(quarantined, lake.rows("ops.quarantine").size());
  }
}
