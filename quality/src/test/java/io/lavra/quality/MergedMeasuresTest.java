package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Expectation;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.job.RowFile;
import io.lavra.table.job.StageTables;
import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Numbers;
import io.lavra.table.measure.TableChange;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The algebra: measurements of any split of a table, merged, are those of the whole. */
class MergedMeasuresTest {
  private static final int TABLES = 25;
  private static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("n", ColumnType.BIGINT),
          new Column("d", ColumnType.DOUBLE),
          new Column("p", ColumnType.parse("decimal(38,4)")),
          new Column("t", ColumnType.STRING),
          new Column("day", ColumnType.DATE),
          new Column("at", ColumnType.TIMESTAMP));
  private static final List<String> TEXTS =
      List.of("", "a", "é", "ação", "☃", "\uD83D\uDE00", "Z", "it's", " ", "\uFFEE");
  private static final List<Double> DOUBLES =
      List.of(0.1, -0.0, 1e300, -2.5, 5e-324, 3.0, 1e15, Double.NaN, Double.POSITIVE_INFINITY);

  private final Path folder;

  private final Suite suite = Suite.of(expectations().toArray(Expectation[]::new));

  MergedMeasuresTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<Expectation> expectations() {
    List<Expectation> all = new ArrayList<>();
    for (String column : List.of("n", "d", "p", "t", "day", "at")) {
      all.add(on(column, "expect_column_values_to_not_be_null", Map.of()));
      all.add(on(column, "expect_column_proportion_of_non_null_values_to_be_between", least(0)));
      all.add(on(column, "expect_column_values_to_be_unique", Map.of()));
      Object low = bound(column);
      all.add(on(column, "expect_column_min_to_be_between", Map.of("min_value", low)));
      all.add(on(column, "expect_column_max_to_be_between", Map.of("min_value", low)));
      all.add(on(column, "expect_column_values_to_be_between", Map.of("min_value", low)));
    }
    for (String column : List.of("n", "d", "p")) {
      for (String statistic : List.of("mean", "sum", "stdev", "median")) {
        all.add(on(column, "expect_column_" + statistic + "_to_be_between", least(0)));
      }
    }
    all.add(
        on(
            "n",
            "expect_column_mean_to_be_between",
            Map.of("min_value", 0, "row_condition", "t <> 'a'")));
    all.add(on("t", "expect_column_values_to_match_regex", Map.of("regex", "^.$")));
    all.add(Expectation.of("expect_table_row_count_to_be_between", least(0)));
    return all;
  }

  private static Object bound(String column) {
    return switch (column) {
      case "t" -> "a";
      case "day", "at" -> "2020-02-29";
      default -> 0;
    };
  }

  private static Map<String, Object> least(int value) {
    return Map.of("min_value", value);
  }

  private static Expectation on(String column, String name, Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(more);
    all.put("column", column);
    return Expectation.of(name, all);
  }

  @Test
  void anySplitMeasuresAsTheWhole() throws IOException {
    suite.checkColumns(SCHEMA);
    Random random = new Random(19790401);
    int merged = 0;
    for (int table = 0; table < TABLES; table++) {
      Location place = Location.local(folder.resolve("t" + table));
      List<DataFile> parts = new ArrayList<>();
      Map<String, String> known = Map.of();
      int splits = 1 + random.nextInt(4);
      for (int part = 0; part < splits; part++) {
        Shard before = new Shard("silver.t", place, SCHEMA, List.of(), parts);
        List<DataFile> added = write(place, "r" + part, random);
        known = measure(before, added, known);
        parts.addAll(added);
      }
      Shard nothing = new Shard("silver.t", place, SCHEMA, List.of(), List.of());
      Map<String, String> whole = rounded(measure(nothing, parts, Map.of()));
      Map<String, String> ofParts = rounded(known);
      ofParts.entrySet().removeAll(Map.copyOf(whole).entrySet());
      ofParts.replaceAll((name, value) -> value + " is " + whole.get(name));
      assertEquals(Map.of(), ofParts);
      assertEquals(whole.keySet(), known.keySet());
      merged += splits - 1;
    }
    assertEquals(true, merged > TABLES);
  }

  /** What is known is not read again: it comes back even where it is not true. */
  @Test
  void theRowsThatAreThereAreNotRead() throws IOException {
    Location place = Location.local(folder);
    Random random = new Random(1);
    List<DataFile> there = write(place, "r1", random);
    Shard base = new Shard("silver.t", place, SCHEMA, List.of(), there);
    Map<String, String> known = new TreeMap<>();
    for (Measure measure : suite.measures()) {
      if (measure.merge() == Measure.Merge.ADD) {
        known.put(measure.name(), "1000000");
      }
    }
    Map<String, String> measured = measure(base, List.of(), known);
    known.forEach((name, value) -> assertEquals(value, measured.get(name), name));
    assertEquals(true, known.size() > 15, () -> known.size() + " measures merge by adding");
  }

  private Map<String, String> measure(Shard base, List<DataFile> added, Map<String, String> known)
      throws IOException {
    TableChange change =
        new TableChange(
            base, TableChange.Kind.ADD, suite.measures(), Map.of(), known, "manifest.json");
    return StageTables.measured(change, added, engine());
  }

  private EngineSettings engine() {
    return new EngineSettings(512, 1, 2, folder.resolve("scratch").toString(), 2_000, "UTC");
  }

  private List<DataFile> write(Location place, String run, Random random) throws IOException {
    int rows = random.nextInt(7);
    try (RowFile file = RowFile.create(engine(), SCHEMA)) {
      for (int i = 0; i < rows; i++) {
        file.write(
            Arrays.asList(
                or(random, random.nextLong() / (random.nextInt(3) * 1_000_000_000L + 1)),
                or(random, DOUBLES.get(random.nextInt(DOUBLES.size()))),
                or(random, BigDecimal.valueOf(random.nextLong(), 4)),
                or(random, TEXTS.get(random.nextInt(TEXTS.size()))),
                or(random, LocalDate.of(2020, 2, 27).plusDays(random.nextInt(4))),
                or(random, Instant.ofEpochSecond(random.nextInt(2_000_000_000), 1000L))));
      }
      return file.finish(place, run).stream().toList();
    }
  }

  private static @Nullable Object or(Random random, Object value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  /** Floating numbers at 9 digits: the order of additions may change the last ones. */
  private static Map<String, String> rounded(Map<String, String> measured) {
    Map<String, String> rounded = new TreeMap<>();
    measured.forEach(
        (name, value) ->
            rounded.put(
                name,
                Stream.of(value.split(";"))
                    .map(MergedMeasuresTest::rounded)
                    .reduce("", (all, part) -> all + part + ";")));
    return rounded;
  }

  private static String rounded(String value) {
    try {
      return "%.8e".formatted(Numbers.parse(value));
    } catch (NumberFormatException text) {
      return value;
    }
  }
}
