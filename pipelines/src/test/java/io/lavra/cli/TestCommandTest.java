package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions are tried on rows that are written down, before any run. */
class TestCommandTest {
  private static final String ORDERS =
      """
      tests:
        - name: the latest stays
          given:
            bronze.orders:
              - { Order: 1, Customer: ANA, Amount: "1,50", Placed: 2026-01-01 }
              - { Order: 1, Customer: Ana, Amount: "2,50", Placed: 2026-01-02 }
              - { Order: 2, Customer: null, Amount: "0,10", Placed: 2026-01-02 }
          expect:
            rows:
              - { order_id: 2, customer: null, amount: 0.1 }
              - { order_id: 1, customer: ana, amount: 2.50 }
            quarantined: []
        - name: what is no number is kept back
          given: { bronze.orders: { csv: "Order,Amount\\nx,1\\n3,\\"4,00\\"\\n" } }
          expect:
            rows: [{ order_id: 3, amount: 4 }]
            quarantined: [{ Order: x, reason: cannot read }]
      """;

  private final SmallLake lake;

  TestCommandTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @Test
  void passesWithoutARun() {
    lake.with("tests/silver.stg_orders.yaml", ORDERS)
        .with("macros/m.sql", "CREATE MACRO twice(x) AS 2 * x;\n")
        .edit("gold/pages.sql", "count(*)", "twice(count(*))")
        .with("tests/views.csv", "page\n/a\n/a\n/b\n")
        .with(
            "tests/gold.pages.yaml",
            """
            tests:
              - name: counted and doubled
                given: { silver.stg_clicks: { file: views.csv } }
                expect: { rows: [{ page: /a, views: 4 }, { page: /b, views: 2 }] }
              - name: nothing of nothing
                given: {}
                expect: { rows: [] }
            """);
    assertEquals(
        new Said(
            0,
            """
            pass  gold.pages: counted and doubled
            pass  gold.pages: nothing of nothing
            pass  silver.stg_orders: the latest stays
            pass  silver.stg_orders: what is no number is kept back
            shop: 4 passed, 0 failed
            """,
            ""),
        lake.lavra("test"));
    assertEquals(
        "shop: 2 passed, 0 failed\n", lake.lavra("test", "-q", "--select", "gold.*").out());
    assertEquals(-1, lake.version("gold.pages"));
  }

  @Test
  void showsWhatDiffers() {
    lake.with(
        "tests/silver.stg_orders.yaml",
        ORDERS.replace("amount: 2.50", "amount: 3").replace("cannot read", "is missing"));
    Said said = lake.lavra("test");
    assertEquals(1, said.exit());
    assertEquals(
        """
        FAIL  silver.stg_orders: the latest stays (tests/silver.stg_orders.yaml:2)
        rows           order_id  customer  amount
          as expected  2         null      0.10
        - expected     1         ana       3.00
        + actual       1         ana       2.50
        FAIL  silver.stg_orders: what is no number is kept back (tests/silver.stg_orders.yaml:13)
        rows           order_id  amount
          as expected  3         4.00
        kept back   reason                             Order
        - expected  is missing                         x
        + actual    order_id: cannot read "x" as bigint  x
        shop: 0 passed, 2 failed
        """
            .replaceAll(" +", " "),
        said.out().replaceAll(" +", " "));
    assertEquals(
        "fail tests/silver.stg_orders.yaml:2 both expected actual",
        "%s %s %s %s %s"
            .formatted(
                lake.lavra("test", "--output", "json").json().at("/status").asText(),
                lake.lavra("test", "--output", "json").json().at("/tests/0/place").asText(),
                lake.lavra("test", "--output", "json").json().at("/tests/0/rows/0/in").asText(),
                lake.lavra("test", "--output", "json").json().at("/tests/0/rows/1/in").asText(),
                lake.lavra("test", "--output", "json").json().at("/tests/0/rows/2/in").asText()));
  }

  @Test
  void aTransform() {
    lake.with(
            "gold/next.yaml",
            """
            transform: forecast
            inputs: { series: silver.monthly }
            with: { keys: [item], time: month, value: n, frequency: month, horizon: 2, levels: [80] }
            """)
        .with("silver/monthly.yaml", "sql: monthly.sql\n")
        .with(
            "silver/monthly.sql",
            "SELECT page AS item, date_trunc('month', \"at\")::DATE AS month, count(*) AS n FROM silver.stg_clicks GROUP BY ALL\n")
        .with(
            "tests/gold.next.yaml",
            """
            tests:
              - name: each item is forecast two months ahead
                given:
                  silver.monthly:
                    csv: |
                      item,month,n
                      a,2026-01-01,4
                      a,2026-02-01,4
                      a,2026-03-01,4
                expect:
                  rows:
                    - { item: a, month: 2026-04-01, step: 1 }
                    - { item: a, month: 2026-05-01, step: 2 }
            """);
    assertEquals(new Said(0, "shop: 1 passed, 0 failed\n", ""), lake.lavra("test", "-q"));
  }

  @Test
  void namesWhatCannotBe() {
    lake.with("tests/silver.stg_order.yaml", "tests: []\n")
        .with(
            "tests/gold.pages.yaml",
            """
            tests:
              - name: a
                givn: {}
                expect: { row: [] }
            """);
    says(
        """
        tests/gold.pages.yaml:2: "given" is missing. Name the tables it reads, and their rows.
        tests/gold.pages.yaml:3: Unknown key "givn". Did you mean "given"?
        tests/gold.pages.yaml:4: "rows" is missing. Say which rows come out; rows: [] for none.
        tests/gold.pages.yaml:4: Unknown key "row". Did you mean "rows"?
        tests/silver.stg_order.yaml: There is no table "silver.stg_order". Did you mean "silver.stg_orders"?
        """);
    lake.with("tests/silver.stg_order.yaml", "").with("tests/gold.pages.yaml", "tests: []\n");
    lake.folder().resolve("tests/silver.stg_order.yaml").toFile().delete();
    lake.with(
        "tests/gold.pages.yaml",
        """
        tests:
          - name: a
            given:
              silver.stg_click: []
              silver.stg_clicks: [{ pag: /a }]
            expect: { rows: [{ page: /a, veiws: 1 }] }
        """);
    says(
        """
        tests/gold.pages.yaml:2: gold.pages does not read "silver.stg_click". Did you mean "silver.stg_clicks"?
        tests/gold.pages.yaml:5: silver.stg_clicks has no column "pag". Did you mean "page"?
        tests/gold.pages.yaml:6: gold.pages has no column "veiws". Did you mean "views"?
        """);
    lake.with(
        "tests/gold.pages.yaml",
        """
        tests:
          - name: a
            given: { silver.stg_clicks: [{ at: never }] }
            expect: { rows: [{ views: 1 }] }
        """);
    Said said = lake.lavra("test");
    assertEquals(2, said.exit());
    assertEquals(
        "tests/gold.pages.yaml:3: The rows of silver.stg_clicks", said.err().substring(0, 54));
  }

  @Test
  void theLakesThatShipPass(@TempDir Path parent) {
    Path made = parent.resolve("made");
    assertEquals(0, SmallLake.say("init", made.toString()).exit());
    assertEquals(
        new Said(0, "made: 2 passed, 0 failed\n", ""),
        SmallLake.say("test", made.toString(), "-q"));
    assertEquals(
        new Said(0, "nova-corrente: 5 passed, 0 failed\n", ""),
        SmallLake.say("test", "lakes/nova-corrente", "-q"));
  }

  private void says(String problems) {
    assertEquals(new Said(2, "", problems), lake.lavra("test"));
  }
}
