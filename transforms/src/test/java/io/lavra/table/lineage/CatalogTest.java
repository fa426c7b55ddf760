package io.lavra.table.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.ColumnType;
import io.lavra.table.TableException;
import io.lavra.table.Workshop;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.duckdb.SqlException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CatalogTest {
  private final Catalog catalog = new Catalog();

  @BeforeEach
  void tables() {
    catalog.add("silver.items", Workshop.schema("id int", "price decimal(10,2)", "name string"));
    catalog.add("silver.Stock", Workshop.schema("id int", "n bigint", "at\"day timestamp"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void allTablesAreFoundWhereverTheyAreRead() {
    assertReads(
        """
        WITH recent AS (SELECT * FROM silver.a WHERE id IN (SELECT id FROM Silver.B)),
          items AS (FROM "silver"."c" UNION ALL FROM SILVER."d d")
        SELECT (SELECT max(x) FROM gold.e), * FROM recent, items, range(3), unnest([1])
        JOIN LATERAL (SELECT 1 FROM gold.f) ON true
        WHERE EXISTS (FROM gold.g) ORDER BY (SELECT 1 FROM gold.h); -- silver.none
        """,
        "silver.a",
        "silver.b",
        "silver.c",
        "silver.d d",
        "gold.e",
        "gold.f",
        "gold.g",
        "gold.h");
    assertReads("SELECT 'silver.x' AS a, \"silver.y\" FROM (VALUES (1)) v(\"silver.y\")");
    assertReads("FROM silver.a PIVOT (sum(n) FOR m IN (1, 2))", "silver.a");
    assertReads("WITH items AS (SELECT 1) FROM items");
  }

  @Test
  void filesAreNoTables() {
    assertSays(
        "reads the file \"x.parquet\"; name a table of the lake instead",
        1,
        15,
        () -> catalog.tablesRead("SELECT * FROM 'x.parquet'"));
    assertSays(
        "reads the file \"/etc/passwd\"; name a table of the lake instead",
        2,
        6,
        () -> catalog.tablesRead("SELECT *\nFROM \"/etc/passwd\""));
    for (String function :
        List.of(
            "read_csv",
            "read_text",
            "read_parquet",
            "glob",
            "sniff_csv",
            "parquet_metadata",
            "query",
            "query_table",
            "duckdb_settings",
            "pragma_table_info",
            "seq_scan")) {
      String said = "calls " + function + "; name a table of the lake instead of reading files";
      SqlException refused =
          assertThrows(
              SqlException.class,
              () ->
                  catalog.tablesRead("SELECT (SELECT 1 FROM " + function.toUpperCase() + "('x'))"));
      assertEquals(said, refused.getMessage());
    }
  }

  @Test
  void onlyOneSelectIsAccepted() {
    assertSays(
        "one SELECT is expected, not 2", 1, 1, () -> catalog.tablesRead("SELECT 1; SELECT 2"));
    assertSays("one SELECT is expected, not 0", 1, 1, () -> catalog.tablesRead("-- nothing"));
    assertSays(
        "Only SELECT statements can be serialized to json!",
        1,
        1,
        () -> catalog.tablesRead("DROP TABLE silver.items"));
  }

  @Test
  void errorsTellTheirPlace() {
    assertSays(
        "syntax error at or near \"x\"",
        3,
        13,
        () -> catalog.tablesRead("-- preço já com ç\nSELECT 'é' AS é,\n  'ção' frm x y"));
    assertSays(
        "Referenced column \"prise\" not found in FROM clause!",
        3,
        12,
        () -> catalog.columns("-- é\nSELECT id,\n  'ção' || prise\nFROM silver.items"));
    assertSays(
        "Referenced column \"prise\" not found in FROM clause!",
        1,
        8,
        () -> catalog.columns("SELECT prise FROM silver.items;"));
    String wide = "SELECT " + "price + ".repeat(100) + "nothing FROM silver.items";
    assertSays(
        "Referenced column \"nothing\" not found in FROM clause!",
        1,
        808,
        () -> catalog.columns(wide));
    assertSays(
        "Table with name none does not exist!",
        2,
        6,
        () -> catalog.columns("SELECT *\nFROM silver.none -- no such table"));
    assertSays(
        "column \"a\" has type STRUCT(b INTEGER), which a table cannot have; cast it, or use to_json",
        1,
        1,
        () -> catalog.columns("SELECT {'b': 1} AS a"));
    assertSays(
        "syntax error at or near \"+\"",
        2,
        7,
        () -> {
          throw catalog.addMacros(List.of("CREATE MACRO f()\n AS 1 +")).get(0).why();
        });
  }

  @Test
  void columnsHaveTheTypesOfATable() {
    catalog.addMacros(
        List.of("CREATE MACRO twice(x) AS x * 2; CREATE MACRO two() AS TABLE SELECT 2 AS n;"));
    assertEquals(
        Workshop.schema(
            "id int",
            "s bigint",
            "d decimal(10,2)",
            "t timestamp",
            "a array<string>",
            "j string",
            "twice decimal(38,2)",
            "n int"),
        catalog.columns(
            """
            SELECT i.id, sum(k.n) AS s, any_value(price) AS d, max("at""day") AS t,
              [any_value(name)] AS a, to_json({'x': 1}) AS j,
              twice(sum(price)) AS twice, any_value(two.n) AS n
            FROM silver.items i JOIN SILVER.STOCK k USING (id), two() AS two
            GROUP BY ALL; -- all
            """));
    assertEquals(Set.of(), catalog.tablesRead("FROM Two()"));
    assertEquals(
        "Column \"A\" appears twice",
        assertThrows(
                IllegalArgumentException.class, () -> catalog.columns("SELECT 1 AS a, 2 AS \"A\""))
            .getMessage());
  }

  @Test
  void conformingIsCheckedWithoutRows() {
    ConformColumn id = ConformColumn.of("n", "id", ColumnType.BIGINT);
    Conform good = new Conform(List.of(id), List.of(), "n > 1", null);
    catalog.check(good, "silver.x", "silver.items", Workshop.schema("id int"), "UTC");
    Conform bad = new Conform(List.of(id), List.of(), "m > 1", null);
    assertEquals(
        "Referenced column \"m\" not found in FROM clause!",
        assertThrows(
                TableException.class,
                () ->
                    catalog.check(
                        bad, "silver.x", "silver.items", Workshop.schema("id int"), "UTC"))
            .getMessage());
  }

  private void assertReads(String sql, String... tables) {
    assertEquals(Set.of(tables), catalog.tablesRead(sql));
  }

  private static void assertSays(String message, int line, int column, Executable action) {
    SqlException said = assertThrows(SqlException.class, action);
    assertEquals(message, said.getMessage());
    assertEquals(line + ":" + column, said.line() + ":" + said.column());
  }
}
