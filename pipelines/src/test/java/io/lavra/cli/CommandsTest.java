package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.run.ChildJvm;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command says of a lake that has run twice. */
@Tag("slow")
class CommandsTest {
  private static final String HASH = "[0-9a-f]{16}\n";

  private static SmallLake lake = new SmallLake(Path.of(""));

  @BeforeAll
  static void run(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
    lake.run("-q");
    lake.with(
        "landing/orders_2.csv",
        "Order;Customer;Amount;Placed\n1;Ana;99,00;2026-02-01\n7;\"E,d\"\"u\";7,00;2026-02-01\n");
    lake.run("-q");
  }

  @Test
  void ls() {
    says(
        """
        table              kind     version  rows  files  bytes  last run
        bronze.clicks      files    0        3     1      BYTES  RUN
        bronze.orders      files    1        6     2      BYTES  RUN
        gold.by_customer   sql      1        3     1      BYTES  RUN
        gold.pages         sql      0        2     1      BYTES  RUN
        silver.stg_clicks  conform  0        2     1      BYTES  RUN
        silver.stg_orders  conform  1        3     1      BYTES  RUN
        """,
        lake.lavra("ls"));
    assertEquals(6, lake.lavra("ls", "--output", "json").json().size());
  }

  @Test
  void showInEveryFormat() {
    says(
        """
        7         e,d"u     7.00    2026-02-01
        order_id  customer  amount  placed_on
        """,
        sorted(lake.lavra("show", "silver.stg_orders"), "e,d|order"));
    says(
        """
        7,"e,d""u",7.00,2026-02-01
        order_id,customer,amount,placed_on
        """,
        sorted(lake.lavra("show", "silver.stg_orders", "--format", "csv"), "e,d|order"));
    says(
        "{\"order_id\":7,\"customer\":\"e,d\\\"u\",\"amount\":\"7.00\",\"placed_on\":\"2026-02-01\"}\n",
        sorted(lake.lavra("show", "silver.stg_orders", "--format", "json"), "e,d"));
  }

  @Test
  void showAtAnotherTime() {
    String now = lake.lavra("show", "silver.stg_orders", "--hash").out();
    assertTrue(now.matches(HASH), now);
    String first = lake.lavra("show", "silver.stg_orders", "--hash", "--version", "0").out();
    assertTrue(first.matches(HASH) && !first.equals(now), first);
    assertEquals(
        now, lake.lavra("show", "silver.stg_orders", "--hash", "--as-of", "2100-01-01").out());
    String written =
        lake.lavra("history", "silver.stg_orders", "--output", "json")
            .json()
            .get(1)
            .get("time")
            .asText();
    assertEquals(
        first, lake.lavra("show", "silver.stg_orders", "--hash", "--as-of", written).out());
    Said early = lake.lavra("show", "silver.stg_orders", "--as-of", "2000-01-01");
    assertTrue(
        early
            .err()
            .contains(
                "has no version as early as 2000-01-01T23:59:59.999Z: its versions were written from "),
        early::err);
    assertEquals(
        2,
        lake.lavra("show", "silver.stg_orders", "--limit", "1", "--format", "csv")
            .out()
            .lines()
            .count());
    Said never = lake.lavra("show", "silver.stg_orders", "--as-of", "yesterday");
    assertEquals(
        "--as-of yesterday: write 2026-01-31, 2026-01-31T12:00:00 (the lake's time) or 2026-01-31T12:00:00Z.\n",
        never.err());
    assertEquals(2, never.exit());
  }

  @Test
  void history() {
    says(
        """
        version  time                      operation  run                    gate
        1        TIME  MERGE      RUN  3 of 3 pass
        0        TIME  WRITE      RUN  3 of 3 pass
        """,
        lake.lavra("history", "silver.stg_orders"));
  }

  @Test
  void check(@TempDir Path other) {
    says(
        """
        pass fail       expect_column_values_to_be_between(amount) observed 0 of 3 values outside 0 …
        pass fail       expect_column_values_to_not_be_null(order_id) observed 0 of 3 values null
        pass fail       expect_column_values_to_be_unique(order_id) observed 0 of 3 values repeated
        """,
        lake.lavra("check", "silver.stg_orders"));
    SmallLake strict = SmallLake.shop(other);
    strict.run("-q", "--select", "+silver.stg_orders");
    strict.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15");
    Said blocks = strict.lavra("check", "silver.stg_orders");
    assertEquals(3, blocks.exit());
    assertEquals(
        "FAIL fail       expect_column_values_to_be_between(amount): amount: 1 of 2 values (50 %) is outside 15 …, expected none",
        blocks.out().lines().findFirst().orElse(""));
    assertEquals("ops.runs has no expectations.\n", lake.lavra("check", "ops.runs").err());
    assertEquals(
        "gold.pages does not exist yet. Run the lake first.\n",
        strict.lavra("check", "gold.pages").err());
  }

  @Test
  void quarantine() {
    says(
        """
        table              rows  reason
        silver.stg_clicks  1     at: cannot read "tomorrow" as timestamp; a timestamp is YYY…
        silver.stg_orders  1     order_id: cannot read "x" as bigint
        """,
        SmallLake.say("quarantine", "ls", lake.folder().toString()));
    says(
        "{\"table_name\":\"silver.stg_orders\",\"run_id\":\"RUN\",\"source\":\"landing/orders_1.csv\",\"source_offset\":5,\"reason\":\"order_id: cannot read \\\"x\\\" as bigint\",\"raw\":\"{\\\"Order\\\":\\\"x\\\",\\\"Customer\\\":\\\"Eva\\\",\\\"Amount\\\":\\\"1,00\\\",\\\"Placed\\\":\\\"2026-01-03\\\"}\",\"tries\":1}\n",
        SmallLake.say(
            "quarantine",
            "show",
            lake.folder().toString(),
            "silver.stg_orders",
            "--output",
            "json"));
  }

  @Test
  void doctor() {
    Said well = lake.lavra("doctor");
    assertEquals(0, well.exit());
    assertEquals(
        List.of("java", "machine", "duckdb", "lake", "scratch", "storage", "table"),
        well.out().lines().map(line -> line.split(" +")[1]).toList());
    Said ill = lake.lavra("doctor", "--flink-master", "localhost:1");
    assertEquals(1, ill.exit());
    assertTrue(
        ill.out()
            .endsWith(
                "BAD   flink    The Flink cluster at localhost:1 does not answer: no connection. Is it up, and is this its REST port?\n"),
        ill::out);
  }

  @Test
  void initRuns(@TempDir Path parent) {
    Path made = parent.resolve("My lake");
    assertEquals(
        "A lake is in %1$s. Next: lavra run %1$s\n".formatted(made),
        SmallLake.say("init", made.toString()).out());
    Said run = SmallLake.say("run", made.toString(), "--runner", "direct");
    assertEquals(0, run.exit(), run::err);
    assertTrue(run.out().startsWith("my-lake: 3 published in "), run::out);
    Said again = SmallLake.say("init", made.toString());
    assertEquals(made + " is a lake already. Name another folder.\n", again.err());
    assertEquals(2, again.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "optimize", "vacuum", "forget"})
  void notThereYet(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of("gold.pages", "--to", "x.csv"));
    assertEquals(
        new Said(2, "", "lavra " + command + " is not there yet.\n"),
        SmallLake.say(arguments.toArray(String[]::new)));
  }

  @Test
  void noSuchTable() {
    for (String command : List.of("show", "history", "check")) {
      assertEquals(
          new Said(
              2, "", "There is no table \"gold.page\" in shop. Did you mean \"gold.pages\"?\n"),
          lake.lavra(command, "gold.page"));
      assertEquals(
          new Said(2, "", "Name one table, such as gold.dim_items.\n"), lake.lavra(command));
    }
  }

  @Test
  void logsAsJson(@TempDir Path other) {
    SmallLake young = SmallLake.shop(other);
    young.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15");
    Said run = young.run("--log-format", "json", "--output", "json");
    assertEquals(3, run.exit());
    List<String> lines = new ArrayList<>();
    for (String line : run.err().lines().toList()) {
      JsonNode log = Said.tree(line);
      assertEquals(run.json().get("run_id"), log.get("run_id"), line);
      lines.add(
          log.get("level").asText()
              + " "
              + log.path("table").asText()
              + " "
              + log.get("message").asText());
    }
    assertEquals(
        """
        INFO bronze.clicks published: new table
        INFO bronze.orders published: new table
        INFO silver.stg_clicks published: new table
        WARN silver.stg_orders blocked: amount: 1 of 2 values (50 %) is outside 15 …, expected none
        WARN gold.by_customer skipped: silver.stg_orders is blocked
        INFO gold.pages published: new table""",
        String.join("\n", lines));
    Said wrong = young.run("--log-format", "json", "--select", "gold.page");
    assertEquals(
        "--select: No table matches \"gold.page\". Did you mean \"gold.pages\"?",
        Said.tree(wrong.err()).get("message").asText());
  }

  @Test
  void quietSaysOnlyWhatIsWrong(@TempDir Path other) {
    SmallLake young = SmallLake.shop(other);
    young.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15");
    assertEquals(
        new Said(
            3,
            "",
            """
            silver.stg_orders            blocked    amount: 1 of 2 values (50 %) is outside 15 …, expected none
            gold.by_customer             skipped    silver.stg_orders is blocked
            """),
        young.run("-q"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void secretsStaySecret(String format, @TempDir Path other)
      throws IOException, InterruptedException {
    SmallLake remote =
        SmallLake.shop(other)
            .with(
                "lake.yaml",
                """
                lake: shop
                targets:
                  minio:
                    endpoint: http://localhost:1
                    access-key: ${SHOP_KEY}
                    secret-key: ${SHOP_SECRET}
                    root: s3://shop
                """);
    Said said =
        ChildJvm.start(
                Map.of(
                    "SHOP_KEY", "the-access-key", "SHOP_SECRET", "the-secret-key", "NO_COLOR", "1"),
                "run",
                remote.folder().toString(),
                "--target",
                "minio",
                "-v",
                "--log-format",
                format)
            .await();
    assertEquals(1, said.exit());
    assertTrue(said.err().contains("http://localhost:1"), said::err);
    assertTrue(!said.toString().contains("the-"), said::toString);
    assertTrue(!said.toString().contains("\u001b"), said::toString);
  }

  private static void says(String expected, Said said) {
    assertEquals("", said.err());
    assertEquals(0, said.exit());
    assertEquals(
        expected,
        said.out()
            .replaceAll("\\d{8}T\\d{6}Z-[0-9a-f]{4}", "RUN")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll(" \\d{3,4} +RUN", " BYTES  RUN"));
  }

  /** The lines that contain one of some words, in order. */
  private static Said sorted(Said said, String words) {
    StringBuilder lines = new StringBuilder();
    said.out()
        .lines()
        .filter(line -> line.matches(".*(" + words + ").*"))
        .sorted()
        .forEach(line -> lines.append(line).append('\n'));
    return new Said(said.exit(), lines.toString(), said.err());
  }
}
