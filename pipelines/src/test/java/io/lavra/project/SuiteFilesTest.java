package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.quality.expectation.Expectation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFilesTest {
  private static final String TABLE = "sql: b.sql\nexpectations: [gx: b.json]\n";
  private static final String SUITE =
      """
      {"expectations": [
        {"type": "expect_table_row_count_to_equal", "kwargs": {"value": %s}}]}
      """;

  @TempDir private Path path = Path.of("");

  private Folder lake() {
    return Folder.good(path).with("gold/b.sql", "select 1 as n");
  }

  private static List<String> places(Lake lake) {
    List<Expectation> found =
        java.util.Objects.requireNonNull(lake.tables().get("gold.b")).expectations();
    return found.stream().map(each -> each.place() + " " + each.name()).toList();
  }

  @Test
  void suitesAndRulesAreReadFromFilesBeside() {
    Lake lake =
        lake()
            .with("gold/b.yaml", TABLE)
            .with("gold/b.json", SUITE.formatted(1))
            .with("gold/b.dqdl", "Rules = [\n  RowCount = 1,\n  IsComplete \"n\"\n]\n")
            .read();
    assertEquals(
        List.of(
            "gold/b.json:2 expect_table_row_count_to_equal",
            "gold/b.dqdl:2 dqdl",
            "gold/b.dqdl:3 dqdl"),
        places(lake));
  }

  @Test
  void aRuleWithinATableFileHasItsLine() {
    Lake lake =
        lake()
            .with("gold/b.yaml", "sql: b.sql\ndqdl: |\n  Rules = [\n    RowCount = 1\n  ]\n")
            .read();
    assertEquals(List.of("gold/b.yaml:4 dqdl"), places(lake));
  }

  @Test
  void aChangedSuiteIsAChangedTable() {
    Lake one = lake().with("gold/b.yaml", TABLE).with("gold/b.json", SUITE.formatted(1)).read();
    Lake other = lake().with("gold/b.yaml", TABLE).with("gold/b.json", SUITE.formatted(2)).read();
    assertEquals(
        false,
        java.util.Objects.requireNonNull(one.tables().get("gold.b"))
            .canonical()
            .equals(java.util.Objects.requireNonNull(other.tables().get("gold.b")).canonical()));
  }

  @Test
  void whatIsWrongHasFileAndLine() {
    String complaint =
        lake()
            .with("gold/b.yaml", "sql: b.sql\nexpectations:\n  - gx: ../../b.json\n  - gx: c.txt\n")
            .with("gold/b.dqdl", "Rules = [\n  RowCont = 1\n]\n")
            .complaint();
    assertEquals(
        """
        gold/b.dqdl:2: DQDL has no rule "RowCont" with these parameters. Check the name, and what stands behind it.
        gold/b.yaml:3: "../b.json" is outside the lake folder. Move it into the lake folder.
        gold/b.yaml:4: "gx" names a suite file. Write it as {gx: FILE.json}.""",
        complaint);
  }
}
