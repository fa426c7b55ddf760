package io.lavra.table.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.ColumnType;
import io.lavra.table.Workshop;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.conform.RowRule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColumnLineageTest {
  private final Catalog catalog = new Catalog();

  @BeforeEach
  void tables() {
    catalog.add("silver.t", Workshop.schema("a int", "b string", "c double"));
    catalog.add("silver.u", Workshop.schema("a int", "d date"));
    catalog.addMacros(
        List.of(
            "create macro twice(x) as x * 2",
            "create macro above(least) as table select a, c from silver.t where c > least"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void namesStarsAndMacrosAreResolved() {
    assertLineage(
        "SELECT columns('a|c') FROM silver.t", "a: silver.t.a IDENTITY", "c: silver.t.c IDENTITY");
    assertLineage(
        "SELECT * EXCLUDE (a) REPLACE (twice(c) AS c) FROM silver.t x",
        "b: silver.t.b IDENTITY",
        "c: silver.t.c TRANSFORMATION");
    assertLineage(
        "WITH b AS (SELECT c AS a, a AS c FROM silver.t) SELECT a, b.c FROM b",
        "a: silver.t.c IDENTITY",
        "c: silver.t.a IDENTITY");
    assertLineage(
        "SELECT x, r.range AS n FROM above(3) AS q(w, x), range(4) r",
        "x: silver.t.c IDENTITY",
        "n: ",
        "rows: silver.t.c FILTER");
    assertLineage("SELECT rowid AS r, 1 AS one FROM silver.t", "r: ", "one: ");
    assertLineage(
        "SELECT p, d FROM (VALUES (1, 2), (3, 4)) v(p, q) CROSS JOIN silver.u",
        "p: ",
        "d: silver.u.d IDENTITY");
  }

  @Test
  void valuesAreTransformed() {
    assertLineage(
        "SELECT b || '-' || a::varchar AS k, try_cast(b AS int) AS i, a BETWEEN 1 AND c AS w, md5(b) AS h FROM silver.t",
        "k: silver.t.a TRANSFORMATION, silver.t.b TRANSFORMATION",
        "i: silver.t.b TRANSFORMATION",
        "w: silver.t.a TRANSFORMATION, silver.t.c TRANSFORMATION",
        "h: silver.t.b TRANSFORMATION (masked)");
    assertLineage(
        "SELECT CASE WHEN a > 1 THEN b ELSE 'x' END AS k, list_transform([c], lambda y: y + a) AS l FROM silver.t USING SAMPLE 10%",
        "k: silver.t.a CONDITIONAL, silver.t.b TRANSFORMATION",
        "l: silver.t.a TRANSFORMATION, silver.t.c TRANSFORMATION");
    assertLineage(
        "SELECT s.x.y AS z FROM (SELECT {'x': {'y': a, 'w': b}} AS s FROM silver.t)",
        "z: silver.t.a TRANSFORMATION, silver.t.b TRANSFORMATION");
    assertLineage(
        "SELECT a, g, unnest([c, 1]) AS k FROM silver.t, generate_series(1, t.a) s(g)",
        "a: silver.t.a IDENTITY",
        "g: silver.t.a TRANSFORMATION",
        "k: silver.t.c TRANSFORMATION",
        "rows: silver.t.a JOIN, silver.t.a GROUP_BY");
  }

  @Test
  void groupsAndWindows() {
    assertLineage(
        "SELECT a, count(*) FILTER (c > 1) AS m, count(b) AS n, grouping(a) AS g, sum(c ORDER BY b) AS s FROM silver.t GROUP BY ROLLUP (a)",
        "a: silver.t.a IDENTITY",
        "m: silver.t.c FILTER",
        "n: silver.t.b AGGREGATION (masked)",
        "g: silver.t.a GROUP_BY",
        "s: silver.t.b SORT, silver.t.c AGGREGATION",
        "rows: silver.t.a GROUP_BY");
    assertLineage(
        "PIVOT silver.t ON b IN ('x') USING sum(c) GROUP BY a",
        "a: silver.t.a IDENTITY",
        "x: silver.t.b FILTER, silver.t.c AGGREGATION",
        "rows: silver.t.a GROUP_BY");
    assertLineage(
        "FROM silver.t UNPIVOT (v FOR n IN (a, c))",
        "b: silver.t.b IDENTITY",
        "n: ",
        "v: silver.t.a TRANSFORMATION, silver.t.c TRANSFORMATION",
        "rows: silver.t.a FILTER, silver.t.c FILTER");
    assertLineage(
        "SELECT lag(c, 1, a) OVER w AS p, sum(c) OVER w AS q FROM silver.t WINDOW w AS (PARTITION BY a ORDER BY b ROWS 1 PRECEDING)",
        "p: silver.t.a TRANSFORMATION, silver.t.a WINDOW, silver.t.b WINDOW, silver.t.c TRANSFORMATION",
        "q: silver.t.a WINDOW, silver.t.b WINDOW, silver.t.c AGGREGATION");
    assertLineage(
        "FROM silver.t SELECT b QUALIFY row_number() OVER (PARTITION BY a ORDER BY c) = 1",
        "b: silver.t.b IDENTITY",
        "rows: silver.t.a FILTER, silver.t.c FILTER");
    assertLineage(
        "SELECT DISTINCT ON (a) a, b FROM silver.t ORDER BY a, c DESC",
        "a: silver.t.a IDENTITY",
        "b: silver.t.b IDENTITY",
        "rows: silver.t.a GROUP_BY, silver.t.a SORT, silver.t.c SORT");
    assertLineage("SELECT count(*) AS n FROM silver.t WHERE a > 1", "n: silver.t.a FILTER");
  }

  @Test
  void joinsAndSets() {
    assertLineage(
        "SELECT coalesce(t.a, u.a) AS a, d FROM silver.t LEFT JOIN silver.u ON t.a = u.a OR t.c > 1 ORDER BY t.b LIMIT 3",
        "a: silver.t.a TRANSFORMATION, silver.u.a TRANSFORMATION",
        "d: silver.u.d IDENTITY",
        "rows: silver.t.a JOIN, silver.t.b SORT, silver.t.c JOIN, silver.u.a JOIN");
    assertLineage(
        "SELECT b, d FROM silver.t ASOF JOIN silver.u ON t.a >= u.a",
        "b: silver.t.b IDENTITY",
        "d: silver.u.d IDENTITY",
        "rows: silver.t.a JOIN, silver.u.a JOIN");
    assertLineage(
        "SELECT b, d FROM silver.t POSITIONAL JOIN silver.u",
        "b: silver.t.b IDENTITY",
        "d: silver.u.d IDENTITY");
    assertLineage(
        "SELECT b FROM silver.t ANTI JOIN silver.u ON t.a = u.a",
        "b: silver.t.b IDENTITY",
        "rows: silver.t.a JOIN, silver.u.a JOIN");
    assertLineage(
        "SELECT a FROM silver.t UNION SELECT a + 1 FROM silver.u",
        "a: silver.t.a IDENTITY, silver.u.a TRANSFORMATION",
        "rows: silver.t.a GROUP_BY, silver.u.a GROUP_BY");
    assertLineage(
        "SELECT a FROM silver.t EXCEPT ALL SELECT a FROM silver.u",
        "a: silver.t.a IDENTITY",
        "rows: silver.t.a FILTER, silver.u.a FILTER");
  }

  @Test
  void subqueries() {
    assertLineage(
        "SELECT a FROM silver.t WHERE a IN (SELECT a FROM silver.u WHERE d > DATE '2020-01-01')",
        "a: silver.t.a IDENTITY",
        "rows: silver.t.a FILTER, silver.u.a FILTER, silver.u.d FILTER");
    assertLineage(
        "SELECT b, (SELECT max(d) FROM silver.u WHERE a > 3) AS m FROM silver.t",
        "b: silver.t.b IDENTITY",
        "m: silver.u.a FILTER, silver.u.d AGGREGATION");
    assertLineage(
        "SELECT b FROM silver.t WHERE (SELECT count(*) FROM silver.u WHERE u.a < t.a) > 3",
        "b: silver.t.b IDENTITY",
        "rows: silver.t.a FILTER, silver.u.a FILTER");
    assertLineage(
        "SELECT t.a, l.z FROM silver.t, LATERAL (SELECT t.c + 1 AS z) l",
        "a: silver.t.a IDENTITY",
        "z: silver.t.c TRANSFORMATION");
    assertLineage(
        "WITH RECURSIVE r AS (SELECT a, 1 AS n FROM silver.t UNION ALL SELECT r.a, n + u.a FROM r JOIN silver.u USING (a) WHERE n < 3) SELECT * FROM r",
        "a: silver.t.a IDENTITY",
        "n: silver.u.a TRANSFORMATION",
        "rows: silver.t.a JOIN, silver.u.a JOIN, silver.u.a FILTER");
  }

  @Test
  void conformedColumnsComeFromWhatTheyAreConformedFrom() {
    Conform conform =
        new Conform(
            List.of(
                ConformColumn.of("id", "a", ColumnType.INT),
                ConformColumn.of("name", "b", ColumnType.STRING).untrimmed(),
                ConformColumn.of("weight", "c", ColumnType.FLOAT)),
            List.of(new RowRule("light", "weight < 9 -- tons")),
            "name <> 'x'",
            new Deduplicate(List.of("id"), true, "weight"));
    assertEquals(
        """
        id: silver.t.a IDENTITY
        name: silver.t.b IDENTITY
        weight: silver.t.c TRANSFORMATION
        rows: silver.t.a GROUP_BY, silver.t.b FILTER, silver.t.c FILTER, silver.t.c SORT
        """,
        catalog.lineage(conform, "silver.t").toString());
  }

  private void assertLineage(String sql, String... lines) {
    assertEquals(String.join("\n", lines) + "\n", catalog.lineage(sql).toString(), sql);
  }
}
