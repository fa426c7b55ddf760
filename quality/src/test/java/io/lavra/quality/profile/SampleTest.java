package io.lavra.quality.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.quality.profile.ColumnProfile.Counted;
import io.lavra.quality.suggest.Made;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with ten times as many rows as are looked at closely. */
class SampleTest {
  private static final long MOST = 2_000;
  private static final String ALL_DIFFERENT =
      """
      SELECT i AS id, i %% 4 AS kind, if(i %% 10 = 0, NULL, i / 2.0) AS price,
        'AB-' || lpad(i::VARCHAR, 5, '0') AS code
      FROM (SELECT unnest(range(20000)) AS i) ORDER BY %s
      """;

  @TempDir private Path scratch = Path.of("");

  private TableProfile profile(String sql) {
    try (Made made = Made.of(scratch, sql)) {
      Sample.create(made.duckDb(), made.shard(), "sample", MOST);
      return ProfileTable.profile(made.duckDb(), made.shard(), "sample", "gold.made", Set.of());
    }
  }

  private static void assertNear(double expected, double found, double part) {
    assertTrue(Math.abs(found - expected) <= part * expected, () -> found + " of " + expected);
  }

  @Test
  void countsEndsAndKeysAreOfAllRowsAndTheRestIsMarked() {
    TableProfile profile = profile(ALL_DIFFERENT.formatted("id"));
    assertTrue(profile.isSampled());
    assertEquals(20_000, profile.rows());
    assertNear(MOST, profile.sample(), 0.1);
    assertEquals(List.of(List.of("id"), List.of("code")), profile.keys());
    assertEquals(20_000, profile.columns().get(0).distinct());
    assertTrue(profile.columns().get(0).isKey(), "that is known, and no estimate");
    ColumnProfile price = profile.columns().get(2);
    assertEquals(18_000, price.present());
    Spread spread = price.spread().orElseThrow();
    assertEquals(List.of("0.5", "9999.5"), List.of(spread.min(), spread.max()));
    assertEquals(5_000, spread.mean().orElseThrow(), 1e-9);
    assertNear(5_000, Double.parseDouble(spread.quantiles().getOrDefault(50, "0")), 0.1);
    assertEquals(false, price.distinctIsExact());
    assertNear(18_000, price.distinct(), 0.1);
    assertNear(
        0.9 * profile.sample(), price.histogram().stream().mapToLong(bin -> bin.rows()).sum(), 0.1);
    Counted shape = profile.columns().get(3).shapes().get(0);
    assertEquals(new Counted("AA-99999", profile.sample(), 1), shape);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    assertEquals(
        rounded(profile(ALL_DIFFERENT.formatted("id"))),
        rounded(profile(ALL_DIFFERENT.formatted("hash(id)"))));
  }

  /** As it is told to people: the order of additions shows in the last digits of a sum. */
  private static String rounded(TableProfile profile) {
    return profile.toString().replaceAll("(\\.\\d{8})\\d+", "$1");
  }

  @Test
  void ofEqualRowsAShareIsLookedAt() {
    TableProfile profile =
        profile("SELECT if(i < 15000, 'often', 'w' || i % 5) AS word FROM range(20000) t(i)");
    assertEquals(20_000, profile.rows());
    assertNear(MOST, profile.sample(), 0.01);
    List<Counted> common = profile.columns().get(0).common();
    assertEquals(
        List.of("often", "w0", "w1", "w2", "w3", "w4"),
        common.stream().map(Counted::value).toList());
    assertEquals(0.75, common.get(0).share(), 0.001);
    assertEquals(0.05, common.get(1).share(), 0.001);
  }

  @Test
  void equalRowsAmongManyDifferentOnes() {
    TableProfile profile = profile("SELECT if(i < 8000, 0, i) AS n FROM range(20000) t(i)");
    assertNear(MOST, profile.sample(), 0.1);
    assertNear(0.4 * MOST, profile.columns().get(0).histogram().get(0).rows(), 0.1);
  }
}
