package io.lavra.table.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import io.lavra.table.Workshop;
import io.lavra.table.conform.RowRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class QueryTablesTest {
  @TempDir Path folder;
  private Workshop workshop;
  private Staged staged;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder, "America/Sao_Paulo");
  }

  @Test
  void aStatementJoinsItsInputsAndCallsMacros() throws Exception {
    Shard items =
        workshop.table(
            "silver.items",
            Workshop.schema("id int", "price double"),
            "SELECT * FROM (VALUES (1, 2.5), (2, 4.0)) v(id, price)");
    Shard stock =
        workshop.table(
            "silver.stock",
            Workshop.schema("id int", "n bigint"),
            "SELECT * FROM (VALUES (1, 10), (2, NULL)) v(id, n)");
    TableSchema schema = Workshop.schema("value double", "id bigint");
    Destination to = workshop.to("gold.value", schema);
    Staged done =
        workshop.run(
            new QueryTables(
                Map.of("silver.items", items, "silver.stock", stock),
                List.of("CREATE MACRO worth(n, price) AS n * price; CREATE MACRO one() AS 1;"),
                "SELECT i.id, worth(n, price) * one() AS \"value\" FROM silver.items i JOIN silver.stock USING (id)",
                List.of(),
                to,
                null));
    assertEquals(List.of("25.0|1", "~|2"), workshop.rows(workshop.staged(to, done)));
  }

  @Test
  void valuesTakeTheTablesTypes() throws Exception {
    TableSchema schema =
        Workshop.schema(
            "total bigint",
            "share decimal(10,3)",
            "at timestamp",
            "day date",
            "tags array<string>",
            "bytes binary",
            "json string",
            "id string");
    assertEquals(
        List.of(
            "9223372036854775800|0.333|2024-01-05T13:00Z|2024-02-03|[a, null]|0041ff|{\"a\":[1]}|00000000-0000-0000-0000-000000000007"),
        rows(
            schema,
            """
            SELECT sum(x) AS total, 1/3 AS share, TIMESTAMP '2024-01-05 10:00:00' AS at,
              '2024-02-03' AS day, ['a', NULL] AS tags, '\\x00A\\xFF'::BLOB AS bytes,
              {'a': [1]}::JSON AS json, UUID '00000000-0000-0000-0000-000000000007' AS id
            FROM (VALUES (9223372036854775799::BIGINT), (1)) v(x)""",
            "SELECT total, share, \"at\", day, tags, lower(hex(bytes)), json, id FROM t"));
  }

  @Test
  void whatStopsAStatementIsSaidOfTheColumnOrOfTheLine() {
    fails(
        "total bigint",
        "SELECT sum(9223372036854775807) AS total FROM range(2)",
        "the column \"total\" is of type bigint, which cannot hold 18446744073709551614. Declare a wider type for it, such as decimal(38,0) or double.");
    fails(
        "total decimal(4,2)",
        "SELECT 100.5 AS total",
        "the column \"total\" is of type decimal(4,2), which cannot hold 100.5. Declare a wider type for it, such as decimal(38,2) or double.");
    fails(
        "day date",
        "SELECT 'tomorrow' AS day",
        "the column \"day\" is of type date, which cannot hold tomorrow. Declare another type for it, or correct the statement.");
    fails(
        "total bigint",
        "SELECT 1 AS total\nUNION ALL SELECT CAST(v AS BIGINT) FROM (VALUES ('x')) t(v)",
        "the statement fails on its rows in line 2: Could not convert string 'x' to INT64 when casting from source column v. Correct it, or read by try_cast what may not fit.");
    fails(
        "total bigint",
        "SELECT 9223372036854775807 + x AS total FROM range(1, 2) t(x)",
        "the statement fails on its rows: Overflow in addition of INT64 (9223372036854775807 + 1). Correct it, or read by try_cast what may not fit.");
  }

  private void fails(String columns, String sql, String message) {
    assertEquals(
        message,
        assertThrows(TableException.class, () -> rows(Workshop.schema(columns), sql, "FROM t"))
            .getMessage());
  }

  @Test
  void whatFollowsTheStatementIsPassedOver() throws Exception {
    TableSchema schema = Workshop.schema("a string");
    for (String end :
        List.of(
            "", ";", " ; \n", "; -- done", " -- done;", "\n/* a /* nested; */ end */;;", "--")) {
      assertEquals(
          List.of("x;--y"), rows(schema, "SELECT 'x;--y' AS a" + end, "FROM t"), "end: " + end);
    }
    assertEquals(List.of("it's;"), rows(schema, "SELECT 'it''s;' AS a;", "FROM t"));
    assertEquals(List.of("it's;"), rows(schema, "SELECT E'it\\'s;' AS a;", "FROM t"));
    assertEquals(List.of("a;'--"), rows(schema, "SELECT $q$a;'--$q$ AS a -- $q$\n;", "FROM t"));
    assertEquals(
        List.of("1"), rows(schema, "WITH x AS (SELECT 1 AS a) FROM x ORDER BY a;", "FROM t"));
    assertThrows(
        TableException.class, () -> rows(schema, "SELECT 'x' AS a; SELECT 'y' AS a", "FROM t"));
  }

  @Test
  void rowsThatBreakARuleAreKeptBackWhole() throws Exception {
    Destination to = workshop.to("gold.r", Workshop.schema("result int", "b string"));
    Staged done =
        workshop.run(
            new QueryTables(
                Map.of(),
                List.of(),
                "SELECT * FROM (VALUES (1, 'x'), (NULL, 'y'), (-1, NULL), (-2, 'z')) v(result, b);",
                List.of(
                    new RowRule("positive", "result > 0 -- null passes"),
                    new RowRule("it's known", "b IS NOT NULL")),
                to,
                null));
    assertEquals(List.of("1|x", "~|y"), workshop.rows(workshop.staged(to, done)));
    assertEquals(
        List.of(
            "~|positive; it's known|{\"result\":-1,\"b\":null}",
            "~|positive|{\"result\":-2,\"b\":\"z\"}"),
        workshop.rejects(done));
    assertEquals(new Counts(4, 2, 2, 0, 0), done.counts());
  }

  @Test
  void partitionsOfAnyValueAreReadBack() throws Exception {
    TableSchema schema =
        Workshop.schema(
            "id int", "p string", "d date", "at timestamp", "n decimal(5,2)", "b boolean");
    String select =
        """
        SELECT * FROM (VALUES
          (1, 'a/b=c%d e', DATE '2024-02-03', TIMESTAMPTZ '2024-01-01 10:00:00+00', 1.50, true),
          (2, NULL, NULL, NULL, NULL, NULL),
          (3, 'ção+"x''', DATE '0001-01-01', TIMESTAMPTZ '2024-01-01 10:00:00.5+00', -1, false),
          (4, '..', DATE '2024-02-03', NULL, 0, false),
          (5, 'x:y*?#&\\|<>', DATE '2024-02-03', NULL, 0, NULL)) v(id, p, d, "at", n, b)""";
    Destination plain = workshop.to("gold.plain", schema);
    Destination to = workshop.to("gold.parts", schema, List.of("p", "d", "at", "n", "b"));
    Shard expected = workshop.publish(plain, query(plain, select), true);
    Shard made = workshop.publish(to, query(to, select), true);
    assertEquals(workshop.rows(expected), workshop.rows(made));
    assertEquals(5, made.files().size());
  }

  @Test
  void clusteredFilesAreSorted() throws Exception {
    TableSchema schema = Workshop.schema("h bigint", "i bigint");
    Destination to =
        new Destination(
            "gold.c",
            workshop.folder("gold.c"),
            schema,
            List.of(),
            List.of("h", "i"),
            workshop.folder("ops.quarantine"),
            "run");
    Staged done = query(to, "SELECT (i * 7919) % 1000 AS h, i FROM range(300000) r(i)");
    DataFile file = done.files().get(0);
    assertEquals(
        List.of("0"),
        workshop.rows(
            workshop.staged(to, done),
            "SELECT count(*) FROM (SELECT h, lag(h) OVER (ORDER BY file_row_number) AS p FROM read_parquet('%s', file_row_number = true)) WHERE h < p"
                .formatted(to.folder().path().resolve(file.path()))));
  }

  @Test
  void noRowsAreNoFiles() throws Exception {
    Destination to = workshop.to("gold.none", Workshop.schema("a int"), List.of());
    assertEquals(List.of(), query(to, "SELECT 1 AS a WHERE false").files());
    assertEquals(new Counts(0, 0, 0, 0, 0), staged.counts());
  }

  private List<String> rows(TableSchema schema, String sql, String select) throws Exception {
    Destination to = workshop.to("gold.q", schema);
    return workshop.rows(workshop.staged(to, query(to, sql)), select);
  }

  private Staged query(Destination to, String sql) throws Exception {
    staged = workshop.run(new QueryTables(Map.of(), List.of(), sql, List.of(), to, null));
    return staged;
  }
}
