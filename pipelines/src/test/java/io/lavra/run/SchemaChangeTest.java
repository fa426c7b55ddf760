package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table's columns change from one run to the next. */
class SchemaChangeTest {
  private final SmallLake lake;

  SchemaChangeTest(@TempDir Path folder) {
    lake =
        SmallLake.empty(folder)
            .with("bronze/parts.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with("landing/1.csv", "id,stock\na,1\nb,2\n")
            .with(
                "silver/parts.yaml",
                """
                from: bronze.parts
                columns:
                  id: { type: string }
                  stock: { type: int }
                write: { mode: merge, key: [id] }
                """)
            .with("gold/total.yaml", "sql: total.sql\n")
            .with("gold/total.sql", "SELECT sum(stock)::BIGINT AS stock FROM silver.parts");
    assertEquals(0, lake.run("-q").exit());
  }

  @Test
  void aColumnComes() {
    lake.with("landing/2.csv", "id,stock,place\nc,3,Recife\n");
    assertEquals(0, lake.run("-q").exit());
    assertEquals(
        "[null, null, Recife]",
        lake.rows("bronze.parts").stream()
            .map(row -> Said.tree(row).path("place").asText())
            .toList()
            .toString());
    lake.edit("silver/parts.yaml", "  stock:", "  place: { type: string }\n  stock:");
    assertEquals(
        "published: definition changed", lake.run("--output", "json").tables().get("silver.parts"));
    assertEquals(
        "[{\"id\":\"c\",\"place\":\"Recife\",\"stock\":3}]",
        lake.rows("silver.parts").stream()
            .filter(row -> row.contains("Recife"))
            .toList()
            .toString());
  }

  @Test
  void aTypeBecomesWider() {
    lake.edit("silver/parts.yaml", "int }", "bigint }")
        .with("landing/2.csv", "id,stock\na,5000000000\n");
    assertEquals(0, lake.run("-q").exit());
    assertEquals(
        "[{\"id\":\"a\",\"stock\":5000000000}, {\"id\":\"b\",\"stock\":2}]",
        lake.rows("silver.parts").toString());
    assertEquals("[{\"stock\":5000000002}]", lake.rows("gold.total").toString());
  }

  @Test
  void anyOtherChangeIsRefused() {
    lake.edit("silver/parts.yaml", "int }", "string }")
        .edit("gold/total.sql", "sum(stock)", "sum(stock::INT)");
    Said refused = lake.run("--output", "json");
    assertEquals(1, refused.exit());
    assertEquals(
        "{bronze.parts=unchanged: no new files, silver.parts=failed: Column \"stock\" changes from int to string. Only new columns and wider types are taken as they come. Restore the old definition, or, if the change is meant, rebuild the table with --full-refresh., gold.total=skipped: silver.parts is failed}",
        refused.tables().toString());
    assertEquals(
        "[{\"id\":\"a\",\"stock\":1}, {\"id\":\"b\",\"stock\":2}]",
        lake.rows("silver.parts").toString());
    assertEquals(0, lake.run("--full-refresh", "-q").exit());
    assertEquals(
        "[{\"id\":\"a\",\"stock\":\"1\"}, {\"id\":\"b\",\"stock\":\"2\"}]",
        lake.rows("silver.parts").toString());
    assertEquals("[{\"stock\":3}]", lake.rows("gold.total").toString());
    assertEquals(
        "{\"lake\":\"shop\",\"status\":\"unchanged\"}",
        lake.run("--output", "json").report().lines().findFirst().orElse(""));
  }
}
