package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under a contract, nobody sees a table whose columns are not those that were promised. */
class ContractTest {
  private final SmallLake lake;

  ContractTest(@TempDir Path folder) {
    lake =
        SmallLake.shop(folder)
            .with(
                "gold/pages.yaml",
                """
                sql: pages.sql
                contract: { enforced: true }
                columns:
                  page: { type: string, tests: [not_null] }
                  views: { type: bigint }
                """)
            .with("gold/best.yaml", "sql: best.sql\n")
            .with("gold/best.sql", "SELECT max(views) AS views FROM gold.pages\n");
  }

  @Test
  void whatDiffersIsBlockedWithTheDifference() {
    assertEquals(0, lake.run("-q").exit());
    String before = lake.hash("gold.pages");
    lake.with(
        "gold/pages.sql",
        "SELECT page AS pages, count(*)::INT AS views, max(\"at\") AS last FROM silver.stg_clicks GROUP BY page\n");
    Said said = lake.run();
    assertEquals(3, said.exit());
    assertEquals(
        """
        blocked gold.pages: contract: page: declared as string, not given. Did you mean "pages"?
        blocked gold.pages: contract: views: declared as bigint, given as int
        blocked gold.pages: contract: pages: not declared, given as string
        blocked gold.pages: contract: last: not declared, given as timestamp
        """,
        said.out().replaceFirst("shop: [^\n]*\n$", ""));
    assertEquals(before, lake.hash("gold.pages"));
    Said json = lake.run("--output", "json");
    assertEquals(3, json.exit());
    assertEquals(
        "blocked: the contract is not kept: page: declared as string, not given. Did you mean \"pages\"?; views: declared as bigint, given as int; pages: not declared, given as string; last: not declared, given as timestamp",
        json.tables().get("gold.pages"));
    assertEquals("skipped: gold.pages is blocked", json.tables().get("gold.best"));
    assertEquals(
        2,
        lake.rows("ops.runs").stream()
            .filter(row -> row.contains("gold.pages") && row.contains("\"blocked\""))
            .count());
    assertEquals(
        """
        gold/pages.yaml: The contract is not kept: last: not declared, given as timestamp. Correct the definition, or columns.
        gold/pages.yaml: The contract is not kept: pages: not declared, given as string. Correct the definition, or columns.
        gold/pages.yaml:4: The contract is not kept: page: declared as string, not given. Correct the definition, or columns.
        gold/pages.yaml:5: The contract is not kept: views: declared as bigint, given as int. Correct the definition, or columns.
        """,
        lake.lavra("validate").err());
    lake.with(
        "gold/pages.sql", "SELECT page, count(*) AS views FROM silver.stg_clicks GROUP BY page\n");
    assertEquals(0, lake.run("-q").exit());
  }

  @Test
  void withoutAContractSomeColumnsMayBeDeclaredAndAreCast() {
    lake.with(
        "gold/pages.yaml",
        "sql: pages.sql\ncolumns: { views: { type: int, tests: [not_null] } }\n");
    assertEquals(0, lake.run("-q").exit());
    assertEquals("{\"page\":\"/a\",\"views\":1}", lake.rows("gold.pages").get(0));
  }

  @Test
  void aContractNeedsColumns() {
    lake.with("gold/pages.yaml", "sql: pages.sql\ncontract: { enforce: true }\n")
        .with("gold/best.yaml", "sql: best.sql\ncontract: { enforced: true }\n");
    Said said = lake.lavra("validate");
    assertEquals(2, said.exit());
    assertEquals(
        """
        gold/best.yaml:2: There are no columns to enforce. Declare them with their types.
        gold/pages.yaml:2: Unknown key "enforce". Did you mean "enforced"?
        """,
        said.err());
  }
}
