package io.lavra.table.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.lake.storage.Storage;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.Manifest;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.Workshop;
import io.lavra.table.job.ExchangeByKey;
import io.lavra.table.job.StageTables;
import io.lavra.table.measure.TableChange;
import io.lavra.table.write.ConformFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class DeduplicateTest {
  private static final TableSchema BRONZE =
      Workshop.schema(
          "k string",
          "v string",
          "at string",
          "_source string",
          "_offset bigint",
          "_arrived_at timestamp");

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void theLatestOrEarliestStays() throws Exception {
    Shard source =
        bronze(
            "('a', 'old', 1, 'f', 1, 1), ('a', 'new', 3, 'f', 2, 1), ('a', 'mid', 2, 'f', 3, 1), ('b', 'one', NULL, 'f', 4, 1), ('c', 'none', NULL, 'f', 5, 1), ('c', 'some', 0, 'f', 6, 1)");
    assertEquals(List.of("a|new|3", "b|one|~", "c|some|0"), rows(source, true, "at"));
    assertEquals(List.of("a|old|1", "b|one|~", "c|some|0"), rows(source, false, "at"));
  }

  @Test
  void tiesGoByArrivalThenSourceThenOffset() throws Exception {
    Shard source =
        bronze(
            """
            ('a', '1', 1, 'z', 9, 1), ('a', '2', 1, 'a', 1, 2),
            ('b', '1', 1, 'f', 9, 1), ('b', '2', 1, 'g', 1, 1),
            ('c', '9', 1, 'f', 9, 1), ('c', '10', 1, 'f', 10, 1)""");
    assertEquals(List.of("a|2|1", "b|2|1", "c|10|1"), rows(source, true, "at"));
    assertEquals(List.of("a|1|1", "b|1|1", "c|9|1"), rows(source, false, "at"));
    assertEquals(List.of("a|2|1", "b|2|1", "c|10|1"), rows(source, true, null));
  }

  @Test
  void keysThatAreNullOrBrokenAreKeptBack() throws Exception {
    Shard source =
        bronze(
            "(NULL, 'x', '1', 'f', 1, 1), ('  ', 'y', '1', 'f', 2, 1), ('a', 'z', '1', 'f', 3, 1), ('a', 'w', 'x', 'f', 4, 1)");
    Destination to = workshop.to("silver.d", conform(true, "at").schema());
    Staged staged = workshop.run(new ConformFiles(source, conform(true, "at"), to, null, true));
    assertEquals(new Counts(4, 1, 3, 0, 0), staged.counts());
    assertEquals(
        List.of(
            "1|k: the key is null|{\"k\":null,\"v\":\"x\",\"at\":\"1\"}",
            "2|k: the key is null|{\"k\":\"  \",\"v\":\"y\",\"at\":\"1\"}",
            "4|at: cannot read \"x\" as int|{\"k\":\"a\",\"v\":\"w\",\"at\":\"x\"}"),
        workshop.rejects(staged));
  }

  @Test
  void rowsThatAreLeftOutStandForNoKey() throws Exception {
    Shard source = bronze("('a', 'drop', 9, 'f', 1, 1), ('a', 'keep', 1, 'f', 2, 1)");
    Conform conform =
        new Conform(
            conform(true, "at").columns(),
            List.of(),
            "v <> 'drop'",
            new Deduplicate(List.of("k"), true, "at"));
    Destination to = workshop.to("silver.d", conform.schema());
    Staged staged = workshop.run(new ConformFiles(source, conform, to, null, true));
    assertEquals(List.of("a|keep|1"), workshop.rows(workshop.staged(to, staged)));
    assertEquals(new Counts(2, 1, 0, 0, 1), staged.counts());
  }

  /** However the rows lie in files, and into however many buckets their keys are spread. */
  @Test
  void theResultIsTheSameHoweverTheWorkIsCut() throws Exception {
    Random random = new Random(5);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(
          "(%s, ' %d ', '%s', 'f%d', %d, %d)"
              .formatted(
                  random.nextInt(50) == 0 ? "NULL" : "'k" + random.nextInt(400) + "'",
                  i,
                  random.nextInt(40) == 0 ? "x" : String.valueOf(random.nextInt(20)),
                  random.nextInt(3),
                  i,
                  random.nextInt(4)));
    }
    Shard whole = bronze(String.join(", ", rows));
    Conform conform = conform(true, "at");
    Destination to = workshop.to("silver.d", conform.schema());
    Staged once = workshop.run(new ConformFiles(whole, conform, to, null, true));
    String hash = workshop.hash(workshop.staged(to, once));
    List<String> rejects = workshop.rejects(once);

    Collections.shuffle(rows, random);
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      shards.add(bronze(String.join(", ", rows.subList(i * 1000, (i + 1) * 1000))));
    }
    Collections.shuffle(shards, random);
    for (int buckets : List.of(1, 2, 5)) {
      Destination there = workshop.to("silver.e" + buckets, conform.schema());
      Manifest manifest = exchange(shards, conform, there, buckets);
      assertEquals(once.counts(), manifest.counts());
      assertTrue(manifest.counts().close());
      Shard made =
          new Shard("silver.d", there.folder(), there.schema(), List.of(), manifest.files());
      assertEquals(hash, workshop.hash(made), buckets + " buckets");
      assertEquals(rejects, rejects(manifest));
      assertEquals(
          manifest.files().stream().map(DataFile::path).sorted().toList(),
          Storage.at(there.folder()).list("").stream()
              .map(Storage.Stored::path)
              .filter(path -> path.endsWith(".parquet"))
              .toList());
    }
  }

  @Test
  void untrimmedTextSurvivesTheExchange() throws Exception {
    Shard source = bronze("('a', ' x ', 1, 'f', 1, 1), ('a', ' y ', 2, 'f', 2, 1)");
    Conform plain = conform(true, "at");
    Conform conform =
        new Conform(
            List.of(
                plain.columns().get(0), plain.columns().get(1).untrimmed(), plain.columns().get(2)),
            List.of(),
            null,
            plain.deduplicate());
    Destination to = workshop.to("silver.d", conform.schema());
    Manifest manifest = exchange(List.of(source), conform, to, 2);
    Shard made = new Shard("silver.d", to.folder(), to.schema(), List.of(), manifest.files());
    assertEquals(List.of("a| y |2"), workshop.rows(made));
  }

  @Test
  void aShardThatCannotBeReadFailsItsTableOnly() throws Exception {
    Shard source = bronze("('a', 'x', 1, 'f', 1, 1)");
    Shard broken = source.withFiles(List.of(new DataFile("gone.parquet", 1, 1, Map.of(), "{}")));
    Destination to = workshop.to("silver.d", conform(true, "at").schema());
    Manifest manifest = exchange(List.of(source, broken), conform(true, "at"), to, 2);
    assertTrue(String.valueOf(manifest.failure()).contains("gone.parquet"), manifest.failure());
    assertEquals(List.of(), manifest.files());
  }

  private Manifest exchange(List<Shard> shards, Conform conform, Destination to, int buckets)
      throws Exception {
    TableChange change =
        new TableChange(
            new Shard(to.table(), to.folder(), to.schema(), List.of(), List.of()),
            TableChange.Kind.REPLACE,
            List.of(),
            Map.of(),
            Manifest.path(to.runId()));
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(ExchangeByKey.of(shards, conform, to, buckets, workshop.settings()))
        .apply(StageTables.of(Map.of(to.table(), change), to.runId(), workshop.settings()));
    pipeline.run().waitUntilFinish();
    return Manifest.read(to.folder(), change.manifest()).orElseThrow();
  }

  private List<String> rejects(Manifest manifest) throws Exception {
    Staged staged = Staged.of("silver.d", List.of(), manifest.rejects(), Counts.NONE);
    return workshop.rejects(staged);
  }

  private List<String> rows(Shard source, boolean latest, @Nullable String by) throws Exception {
    Conform conform = conform(latest, by);
    Destination to = workshop.to("silver.d", conform.schema());
    Staged staged = workshop.run(new ConformFiles(source, conform, to, null, true));
    return workshop.rows(workshop.staged(to, staged));
  }

  private static Conform conform(boolean latest, @Nullable String by) {
    return new Conform(
        List.of(
            ConformColumn.of("k", "k", ColumnType.STRING),
            ConformColumn.of("v", "v", ColumnType.STRING),
            ConformColumn.of("at", "at", ColumnType.INT)),
        List.of(),
        null,
        new Deduplicate(List.of("k"), latest, by));
  }

  private int tables;

  private Shard bronze(String values) throws Exception {
    return workshop.staged(
        "bronze.b" + tables++,
        BRONZE,
        "SELECT k, v, w AS \"at\", s AS _source, o AS _offset, TIMESTAMPTZ '2024-01-01' + to_days(a) AS _arrived_at FROM (VALUES %s) t(k, v, w, s, o, a)"
            .formatted(values));
  }
}
