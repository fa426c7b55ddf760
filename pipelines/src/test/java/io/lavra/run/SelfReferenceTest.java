package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose checks look at itself means the rows that would be there. */
class SelfReferenceTest {
  private final SmallLake lake;

  SelfReferenceTest(@TempDir Path folder) {
    lake =
        SmallLake.empty(folder)
            .with("bronze/parts.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with(
                "silver/parts.yaml",
                """
                from: bronze.parts
                columns:
                  id: { type: bigint }
                  parent: { type: bigint, tests: [{ relationships: { to: silver.parts, field: id } }] }
                write: { mode: merge, key: [id] }
                expectations:
                  - unexpected_rows_expectation: { unexpected_rows_query: "select * from {batch} where parent not in (select id from silver.parts)" }
                  - expect_table_row_count_to_equal_other_table: { other_table_name: silver.parts }
                dqdl: |
                  Rules = [ ReferentialIntegrity "parent" "silver.parts.{id}" = 1.0 ]
                """)
            .with(
                "gold/tree.yaml",
                """
                sql: tree.sql
                columns: { parent: { type: bigint, tests: [{ relationships: { to: gold.tree, field: id } }] } }
                """)
            .with("gold/tree.sql", "select id, twice(parent) // 2 as parent from silver.parts")
            .with("macros/a.sql", "create macro twice(x) as once(x) * 2;")
            .with("macros/b.sql", "create macro once(x) as x;");
  }

  @Test
  void rowsThatStayAndRowsThatComeAreOneTable() {
    lake.with("landing/1.csv", "id,parent\n1,\n2,1\n");
    assertEquals(0, lake.run("-q").exit());
    lake.with("landing/2.csv", "id,parent\n3,2\n4,3\n");
    Said second = lake.run("-q");
    assertEquals(0, second.exit(), second::err);
    lake.with("landing/3.csv", "id,parent\n5,9\n");
    Said third = lake.run("--output", "json");
    assertEquals(3, third.exit(), third::out);
    assertEquals(
        "blocked: number of unexpected rows is 1, expected none; share of values of parent not missing from silver.parts.id is 0.75, expected = 1.0; parent: 1 of 4 values (25 %) is missing from silver.parts.id, expected none",
        third.tables().get("silver.parts"));
    assertEquals(0, lake.lavra("check", "silver.parts").exit());
    assertEquals(4, lake.rows("gold.tree").size());
  }
}
