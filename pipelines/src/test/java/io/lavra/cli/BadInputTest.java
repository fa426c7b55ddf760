package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of a lake that cannot work: every message whole, nothing built. */
class BadInputTest {
  private static final String NEEDS_MORE =
      """
      {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}}
      {"metaData":{"id":"x","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}","partitionColumns":[],"configuration":{},"createdTime":1}}
      """;

  private static final String READABLE =
      NEEDS_MORE
          .replaceFirst(
              "\"protocol\":.*", "\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":3}}")
          .replace(
              "\\\"fields\\\":[]",
              "\\\"fields\\\":[{\\\"name\\\":\\\"page\\\",\\\"type\\\":\\\"string\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}}]");

  private final SmallLake lake;

  BadInputTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  @Test
  void unknownKey() {
    lake.edit("silver/stg_orders.yaml", "deduplicate", "dedupliccate");
    refused(
        "silver/stg_orders.yaml:7: Unknown key \"dedupliccate\". Did you mean \"deduplicate\"?");
  }

  @Test
  void missingSqlFile() {
    lake.with("gold/pages.yaml", "sql: page.sql\n");
    refused(
        "gold/pages.yaml:1: There is no file \"gold/page.sql\". Create it, or correct the name.");
  }

  @Test
  void cycle() {
    lake.with("gold/pages.sql", "SELECT customer AS page FROM gold.by_customer")
        .with("gold/by_customer.sql", "SELECT page AS customer FROM gold.pages");
    refused(
        "gold/by_customer.yaml: The tables depend on each other in a circle: gold.by_customer → gold.pages → gold.by_customer. Take one of them apart so that the circle opens.");
  }

  @Test
  void unknownColumns() {
    lake.edit("silver/stg_orders.yaml", "from: Amount", "from: Amont")
        .edit("gold/pages.sql", "page,", "pge,");
    refused(
        """
        gold/pages.sql:1: Referenced column "pge" not found in FROM clause (column 8). Correct the statement.
        silver/stg_orders.yaml:5: There is no column "Amont" in bronze.orders. Did you mean "Amount"?""");
  }

  @Test
  void unknownType() {
    lake.edit("silver/stg_orders.yaml", "bigint", "bigit");
    refused(
        "silver/stg_orders.yaml:3: Unknown type \"bigit\". Use string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp, binary or array<type>.");
  }

  @Test
  void duplicateTable() {
    lake.with("silver/stg_orders.yml", "from: bronze.orders\ncolumns: { Order: {} }\n");
    refused(
        "silver/stg_orders.yml: silver.stg_orders is declared in silver/stg_orders.yaml too. Remove one of the two files.");
  }

  @Test
  void wrongSql() {
    lake.with("gold/pages.sql", "SELECT page,\n  count(* AS views\nFROM silver.stg_clicks\n")
        .with("gold/by_customer.sql", "DROP TABLE silver.stg_orders");
    refused(
        """
        gold/by_customer.sql:1: This is not one SELECT. A table is one; remove the rest.
        gold/pages.sql:2: Syntax error at or near "AS" (column 11). Correct the statement.""");
  }

  @Test
  void filesInSql() {
    lake.with("gold/pages.sql", "SELECT *\nFROM read_csv('/etc/passwd')");
    refused(
        "gold/pages.sql:2: Calls read_csv; name a table of the lake instead of reading files (column 6). Correct the statement.");
  }

  @Test
  void unknownTables() {
    lake.edit("silver/stg_orders.yaml", "from: bronze.orders", "from: bronze.order")
        .edit("gold/pages.sql", "silver.stg_clicks", "silver.stg_click")
        .edit(
            "gold/by_customer.yaml",
            "unique]",
            "unique, { relationships: { to: silver.orders, field: customer } }]");
    refused(
        """
        gold/by_customer.yaml:2: There is no table "silver.orders". Did you mean "silver.stg_orders"?
        silver/stg_orders.yaml:1: There is no table "bronze.order". Did you mean "bronze.orders"?""");
    lake.edit("silver/stg_orders.yaml", "from: bronze.order", "from: bronze.orders")
        .edit("gold/by_customer.yaml", "to: silver.orders", "to: silver.stg_orders");
    refused(
        "gold/pages.sql:1: There is no table \"silver.stg_click\" in this lake. Did you mean \"silver.stg_clicks\"?");
  }

  @Test
  void unsetVariable() {
    lake.with("bronze/orders.yaml", "source:\n  files: ${NO_SUCH_PLACE}/*.csv\n  format: csv\n");
    refused(
        "bronze/orders.yaml:2: The environment variable NO_SUCH_PLACE is not set. Set it, or write ${NO_SUCH_PLACE:default}.");
  }

  @Test
  void aRowInAnotherEncodingCostsItself() {
    lake.with(
        "landing/orders_2.csv",
        "Order;Customer;Amount;Placed\n5;Jo\u00e3o;1,00;2026-01-01\n6;Ana;1,00;2026-01-01\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(0, lake.run("--select", "bronze.orders", "-q").exit());
    assertEquals(
        List.of(
            "{\"source\":\"landing/orders_2.csv\",\"source_offset\":2,\"reason\":\"not UTF-8 text\",\"raw\":\"5;Jo\\\\xE3o;1,00;2026-01-01\"}"),
        lake.rows("ops.quarantine").stream()
            .map(row -> "{" + row.substring(row.indexOf("\"source\"")))
            .toList());
  }

  @Test
  void encodings() {
    lake.edit("bronze/orders.yaml", "';'", "';', encoding: UTF-9");
    refused(
        "bronze/orders.yaml:1: Unknown encoding \"UTF-9\". Use UTF-8, ISO-8859-1, windows-1252, or another that Java knows.");
  }

  @Test
  void aTableThatNeedsMoreThanLavraWrites() {
    lake.with(".lake/gold/pages/_delta_log/00000000000000000000.json", NEEDS_MORE)
        .with(".lake/silver/stg_clicks/_delta_log/00000000000000000000.json", NEEDS_MORE);
    String message =
        "The Delta table at file:LAKE/.lake/%s needs reader version 3 and writer version 7 (deletionVectors); Lavra can read tables up to reader version 1 and writer version 2. Nothing was written. Drop these features with the tool that made the table, or rewrite it without them.";
    Said run = lake.run("--output", "json");
    assertEquals(1, run.exit());
    assertEquals(
        "failed: " + message.formatted("gold/pages"), place(run.tables().get("gold.pages")));
    assertEquals(
        "failed: " + message.formatted("silver/stg_clicks"),
        place(run.tables().get("silver.stg_clicks")));
    assertEquals("published: new table", run.tables().get("silver.stg_orders"));
    lake.with(".lake/gold/pages/_delta_log/00000000000000000000.json", READABLE)
        .with(".lake/silver/stg_clicks/_delta_log/00000000000000000000.json", READABLE);
    assertEquals(
        "failed: The Delta table at file:LAKE/.lake/gold/pages needs reader version 1 and writer version 3 (checkConstraints); Lavra can write tables up to reader version 1 and writer version 2. Nothing was written. Drop these features with the tool that made the table, or rewrite it without them.",
        place(lake.run("--layer", "gold", "--output", "json").tables().get("gold.pages")));
  }

  private String place(String message) {
    return message.replace(lake.folder().toString(), "LAKE");
  }

  @Test
  void unknownTransform() {
    lake.with("gold/f.yaml", "transform: forcast\ninputs: { series: silver.stg_orders }\n");
    refused("gold/f.yaml: There is no transform \"forcast\". Did you mean \"forecast\"?");
    lake.with(
        "gold/f.yaml",
        "transform: forecast\ninputs: { series: silver.stg_orders }\nwith: { keys: [customer], time: placed_on, value: amount, frequency: month, horizn: 3 }\n");
    refused("gold/f.yaml: Forecast knows no key \"horizn\". Did you mean \"horizon\"?");
  }

  @Test
  void expectations() {
    lake.edit("silver/stg_orders.yaml", "to_be_between", "to_be_betwen");
    refused(
        "silver/stg_orders.yaml:10: Unknown expectation \"expect_column_values_to_be_betwen\". Did you mean \"expect_column_values_to_be_between\"?");
    lake.edit("silver/stg_orders.yaml", "to_be_betwen", "to_be_between")
        .edit("silver/stg_orders.yaml", "{ column: amount,", "{ column: amont,");
    refused(
        "silver/stg_orders.yaml:10: The table has no column \"amont\". Did you mean \"amount\"?");
  }

  @Test
  void everythingAtOnce() {
    lake.edit("gold/pages.sql", "page,", "pge,")
        .edit("silver/stg_orders.yaml", "min_value", "min")
        .with("gold/more.yaml", "sql: more.sql\n")
        .with("gold/more.sql", "SELEC 1")
        .with("bronze/none.yaml", "source: { files: landing/none/*.csv, format: csv }\n")
        .with("macros/bad.sql", "CREATE MACRO half(x) AS x / ;");
    refused(
        """
        gold/more.sql:1: Syntax error at or near "SELEC" (column 1). Correct the statement.
        gold/pages.sql:1: Referenced column "pge" not found in FROM clause (column 8). Correct the statement.
        macros/bad.sql:1: Syntax error at or near "/" (column 27). Correct the statement.
        silver/stg_orders.yaml:10: expect_column_values_to_be_between has no argument "min". Known here: column, mostly, row_condition, min_value, max_value, strict_min, strict_max.""");
  }

  @Test
  void options() {
    usage(
        "--select: No table matches \"gold.page\". Did you mean \"gold.pages\"?",
        "--select",
        "gold.page");
    String names =
        " is no name of tables. Write names with commas between them, each with + before it, after it, or neither.";
    usage("--select: \"+\" in \"gold.pages+,+\"" + names, "--select", "gold.pages+,+");
    usage("--select: \"\" in \",\"" + names, "--select", ",");
    usage("--select: \"\" in \"\"" + names, "--select=");
    usage(
        "--select: No table matches \"gold.[\". Known here: " + String.join(", ", known()) + ".",
        "--select",
        "gold.pages, gold.[");
    usage("--layer: No table matches \"golden\". Did you mean \"gold\"?", "--layer", "golden");
    usage(
        "There is no setting \"paralelism\". Did you mean \"parallelism\"?",
        "--set",
        "paralelism=2");
    usage("--set parallelism=0: a whole number above 0 is needed.", "--set", "parallelism=0");
    usage("--set \"parallelism\": write KEY=VALUE.", "--set", "parallelism");
    usage("lake.yaml: There is no target \"prod\". Known here: local.", "--target", "prod");
    usage("--runner spark: use flink or direct.", "--runner", "spark");
    usage(
        "Invalid value for option '--date': \"31/01/2026\" is no day. Write it as 2026-01-31.\nSee lavra run --help.",
        "--date",
        "31/01/2026");
    usage("Unknown option: '--ful-refresh'\nPossible solutions: --full-refresh", "--ful-refresh");
  }

  private static List<String> known() {
    return SmallLake.TABLES.stream().sorted().toList();
  }

  @Test
  void historyOfNothing() {
    assertEquals(
        "gold.pages does not exist yet. Run the lake first.",
        complaint(lake.lavra("history", "gold.pages")));
  }

  @Test
  void sqlOfChecks() {
    lake.with(
            "silver/stg_orders.yaml",
            """
        from: bronze.orders
        where: amont > 0
        columns:
          order_id:
            from: Order
            type: bigint
            rule: ordr_id > 0
            tests: [{ unique: { row_condition: "custome = 'a'" } }]
          customer: { from: Customer }
          amount: { from: Amount, type: "decimal(12,2)", decimal: ',' }
          placed_on: { from: Placed, type: date }
        expectations:
          - expect_column_values_to_not_be_null: { column: customer, row_condition: "customer > 5" }
          - expect_column_values_to_not_be_null: { column: customer, row_condition: "placed_on > 'monday'" }
          - expect_column_values_to_not_be_null: { column: customer, row_condition: "amount > 5 -- more" }
          - expect_column_values_to_not_be_null: { column: customer, row_condition: "twice(amount) > 5" }
          - unexpected_rows_expectation: { unexpected_rows_query: "select '{batch}' from {batch} where amunt < 0" }
          - unexpected_rows_expectation: { unexpected_rows_query: "select * from {batch} where order_id not in (select id from silver.stg_clicks)" }
        dqdl: |
          Rules = [
            CustomSql "select count(*) from primary where 'primary' = nme" >= 0,
            Completeness "customer" > 0.5 where "prize > 1"
          ]
        """)
        .with("macros/m.sql", "create macro twice(x) as x * 2;");
    refused(
        """
        silver/stg_orders.yaml:2: There is no column "amont". Did you mean "amount"?
        silver/stg_orders.yaml:7: There is no column "ordr_id". Did you mean "order_id"?
        silver/stg_orders.yaml:8: There is no column "custome". Did you mean "customer"?
        silver/stg_orders.yaml:13: Cannot compare values of type VARCHAR and type INTEGER_LITERAL - an explicit cast is required. Correct the SQL.
        silver/stg_orders.yaml:14: Cannot compare a date with "monday". Correct the SQL.
        silver/stg_orders.yaml:16: Scalar Function with name twice does not exist. Correct the SQL.
        silver/stg_orders.yaml:17: There is no column "amunt". Did you mean "amount"?
        silver/stg_orders.yaml:18: There is no column "id". Known here: order_id, customer, amount, placed_on.
        silver/stg_orders.yaml:21: There is no column "nme". Known here: order_id, customer, amount, placed_on.
        silver/stg_orders.yaml:22: There is no column "prize". Known here: order_id, customer, amount, placed_on.""");
  }

  @Test
  void sqlOfChecksThatIsNoCondition() {
    lake.edit(
        "silver/stg_orders.yaml",
        "min_value: 0",
        "row_condition: \"amount = 1) or (1=1\", min_value: 0");
    refused(
        "silver/stg_orders.yaml:10: expect_column_values_to_be_between takes one SQL condition as \"row_condition\", not amount = 1) or (1=1 (syntax error at or near \")\"). Correct it.");
    lake.edit(
        "silver/stg_orders.yaml",
        "amount = 1) or (1=1",
        "amount in (select 1 from silver.stg_clicks)");
    refused(
        "silver/stg_orders.yaml:10: expect_column_values_to_be_between takes one SQL condition as \"row_condition\", not amount in (select 1 from silver.stg_clicks) (a condition looks at one row; it cannot read tables). Correct it.");
  }

  @Test
  void macros() {
    lake.with(
            "macros/a.sql",
            """
            -- not; a statement
            create macro one(x) as two(x) + 1;
            create macro pages_of(c) as table
              select * from silver.stg_clicks where customer = c;
            create macro file(p) as table select * from read_csv(p);
            create table t as select 1;
            create macro lost(x) as date'\\'; copy (select 1) to 'x' --';
            """)
        .with("macros/b.sql", "\ncreate macro two(x) as one(x) * 2;\nselect ';';\n");
    refused(
        """
        macros/a.sql:2: The macro one calls two, which cannot be made first (column 24). Correct the statement.
        macros/a.sql:4: The macro pages_of reads a table. Macros compute with what they are given: write the query in the SQL of the table, or give the values as arguments (column 17). Correct the statement.
        macros/a.sql:5: The macro file calls read_csv; name a table of the lake instead of reading files (column 45). Correct the statement.
        macros/a.sql:6: Only CREATE MACRO statements stand in macro files (column 1). Correct the statement.
        macros/a.sql:7: One expression or SELECT is expected (column 25). Correct the statement.
        macros/b.sql:2: The macro two calls one, which cannot be made first (column 24). Correct the statement.
        macros/b.sql:3: Only CREATE MACRO statements stand in macro files (column 1). Correct the statement.""");
  }

  @Test
  void checksThatCheckNothingAreTold() {
    lake.with(
            "silver/s.json",
            """
            { "expectations": [
            { "type": "expect_column_mean_to_be_between", "kwargs": { "column": "amount" } },
            { "type": "expect_table_row_count_to_be_between", "kwargs": { "min_value": 1 } } ] }
            """)
        .edit("silver/stg_orders.yaml", "expectations:", "expectations:\n  - gx: s.json");
    Said validate = lake.lavra("validate");
    assertEquals(0, validate.exit(), validate::err);
    assertEquals(
        "warning: silver/s.json:2: expect_column_mean_to_be_between expects nothing: it has neither min_value nor max_value",
        validate.out().lines().findFirst().orElse(""));
  }

  @Test
  void aLakeThatIsNone() {
    Said run = SmallLake.say("run", "/no/lake");
    assertEquals(
        "There is no lake at \"/no/lake\": no file lake.yaml there. Name the lake's folder.\n",
        run.err());
    assertEquals(2, run.exit());
    assertEquals(run, SmallLake.say("show", "/no/lake", "gold.pages"));
  }

  /** The lake is refused with these words, by {@code validate} and by {@code run}. */
  private void refused(String message) {
    assertEquals(message, complaint(lake.lavra("validate")));
    assertEquals(message, complaint(lake.run()));
    assertFalse(Files.exists(lake.folder().resolve(".lake")), "something was built");
  }

  private void usage(String message, String... options) {
    assertEquals(message, complaint(lake.lavra("run", options)));
  }

  private String complaint(Said said) {
    assertEquals("", said.out());
    assertEquals(2, said.exit(), said::err);
    return said.err().strip().replace(lake.folder().toString(), "LAKE");
  }
}
