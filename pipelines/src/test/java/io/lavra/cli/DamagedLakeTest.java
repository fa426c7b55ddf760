package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage stays with its table, is called by its name, and is repaired as far as it can be. */
@NullUnmarked
class DamagedLakeTest {
  private static final String COMMIT = "_delta_log/0000000000000000000%s.json";
  private static final String CLICKS =
      "The table at file:LAKE/.lake/silver/stg_clicks is damaged: _delta_log/00000000000000000000.json is cut in line 5. Heal it with lavra repair silver.stg_clicks.";
  private static final String MORE =
      "Order;Customer;Amount;Placed\n7;Edu;7,00;2026-02-01\n8;Ivo;8,00;2026-02-02\n";

  @TempDir static Path folder;
  private static int copies;
  private SmallLake lake;

  /** Version 0 of every table; of what comes from orders, version 1 too. */
  @BeforeAll
  static void run() {
    SmallLake made = SmallLake.shop(folder.resolve("made"));
    made.run("-q");
    made.with("landing/orders_2.csv", MORE).run("-q");
  }

  @BeforeEach
  void copy() throws IOException {
    Path made = folder.resolve("made");
    Path copy = folder.resolve("lake-" + copies++);
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(made.relativize(file)));
      }
    }
    lake = new SmallLake(copy);
  }

  @Test
  void oneTablesLogIsInTheWayOfNoOther() throws IOException {
    cut("silver/stg_clicks/" + COMMIT.formatted(0));
    Said ls = lake.lavra("ls");
    assertEquals(1, ls.exit());
    assertEquals("damaged: silver.stg_clicks: " + CLICKS, lastLine(ls.out()));
    assertEquals(0, lake.lavra("show", "gold.pages").exit());
    assertEquals(CLICKS, lastLine(lake.lavra("show", "silver.stg_clicks").err()));
    Said docs = lake.lavra("docs");
    assertEquals(1, docs.exit());
    assertEquals("damaged: silver.stg_clicks: " + CLICKS, lastLine(docs.err()));
    Said plan = lake.lavra("plan");
    assertEquals(1, plan.exit());
    assertEquals("damaged: silver.stg_clicks: " + CLICKS, lastLine(plan.out()));
    assertEquals(0, lake.lavra("plan", "--select", "silver.stg_orders").exit());

    lake.with("landing/orders_3.csv", MORE.replace('7', '9'));
    Said run = lake.run("--output", "json");
    assertEquals(1, run.exit());
    assertEquals(
        """
        {bronze.clicks=unchanged: no new files, \
        bronze.orders=published: 1 new file, \
        silver.stg_clicks=failed: %s, \
        silver.stg_orders=published: bronze.orders 1 → 2, \
        gold.by_customer=skipped: silver.stg_clicks is failed, \
        gold.pages=skipped: silver.stg_clicks is failed}"""
            .formatted(CLICKS),
        place(run.tables().toString()));
    lake.edit("gold/pages.sql", "count(*)", "1 + count(*)");
    assertEquals(
        "{gold.pages=failed: silver.stg_clicks cannot be read: %s}".formatted(CLICKS),
        place(lake.run("--select", "gold.pages", "--output", "json").tables().toString()));
  }

  @Test
  void aTableWithoutAWholeVersionIsMadeAnew() throws IOException {
    String before = lake.hash("silver.stg_clicks");
    cut("silver/stg_clicks/" + COMMIT.formatted(0));
    String plan =
        """
        silver.stg_clicks is damaged:
          _delta_log/00000000000000000000.json is cut in line 5
        Repair:
          set the log aside, and make the table anew from bronze.clicks
          move what is damaged into a folder _damaged-TIME beside the data; delete nothing
          build it, from what is upstream now
        Lost:
          its earlier versions, and their history
        """;
    Said dry = lake.lavra("repair", "silver.stg_clicks", "--dry-run");
    assertEquals(plan, dry.out());
    assertEquals(0, dry.exit());
    Said asked = lake.lavra("repair", "silver.stg_clicks");
    assertEquals(
        "Nothing was done. Repair it with lavra repair silver.stg_clicks --yes.\n", asked.err());
    assertEquals(2, asked.exit());
    Said doctor = lake.lavra("doctor");
    assertEquals(1, doctor.exit());
    assertEquals(
        """
        BAD   table    silver.stg_clicks: _delta_log/00000000000000000000.json is cut in line 5
        do    table    lavra repair silver.stg_clicks: set the log aside, and make the table anew from bronze.clicks
        ok    table    9 are whole
        """,
        doctor.out().substring(doctor.out().indexOf("BAD")));

    Said done = repair("silver.stg_clicks");
    assertEquals(
        plan
            + """
            silver.stg_clicks: its log is set aside; what was damaged is in _damaged-TIME
            silver.stg_clicks: published: new table
            """,
        done.out().replaceAll("_damaged-\\w+", "_damaged-TIME"));
    assertEquals(before, lake.hash("silver.stg_clicks"));
    Map<String, String> next = lake.run("--output", "json").tables();
    assertEquals(
        "published: silver.stg_clicks is another table, made anew", next.get("gold.pages"));
    assertEquals(
        "silver.stg_clicks is whole: nothing to repair\n", repair("silver.stg_clicks").out());
    assertEquals(
        "2",
        String.valueOf(
            lake.rows("ops.runs").stream()
                .filter(row -> row.contains("\"silver.stg_clicks\"") && row.contains("published"))
                .count()),
        "the new table's run is written down too");
  }

  @Test
  void aTableGoesBackToItsLastWholeVersionAndIsBroughtUpToDate() throws IOException {
    String before = lake.hash("silver.stg_orders");
    String id = lake.table("silver.stg_orders").latest().orElseThrow().id();
    write("silver/stg_orders/" + COMMIT.formatted(1), new byte[0]);
    Said done = repair("silver.stg_orders");
    assertEquals(
        """
        silver.stg_orders is damaged:
          _delta_log/00000000000000000001.json is empty
        Repair:
          go back to version 0 of 2 rows, the last one that is whole
          move what is damaged into a folder _damaged-TIME beside the data; delete nothing
          build it, from what is upstream now
        Lost:
          the versions from 1 on, and their history
          rows of later versions that bronze.orders no longer gives
        silver.stg_orders: version 1 can be read; what was damaged is in _damaged-TIME
        silver.stg_orders: published: bronze.orders 0 → 1
        """,
        done.out().replaceAll("_damaged-\\w+", "_damaged-TIME"));
    assertEquals(before, lake.hash("silver.stg_orders"));
    assertNotEquals(id, lake.table("silver.stg_orders").latest().orElseThrow().id());
    assertEquals(
        "published: silver.stg_orders is another table, made anew",
        lake.run("--output", "json").tables().get("gold.by_customer"));
  }

  @Test
  void whatReadsADamagedFileSaysWhoseItIs() throws IOException {
    Path file = data("silver/stg_clicks");
    byte[] all = Files.readAllBytes(file);
    String damaged =
        "failed: silver.stg_clicks is damaged: its file %s %%s. Heal it with lavra repair silver.stg_clicks."
            .formatted(file.getFileName());
    lake.edit("gold/pages.sql", "count(*)", "1 + count(*)");
    Files.write(file, Arrays.copyOf(all, 100));
    assertEquals(
        damaged.formatted("has 100 bytes, and %s were written".formatted(all.length)), pages());
    Files.write(file, new byte[all.length]);
    assertEquals(damaged.formatted("is no whole Parquet file"), pages());
    Files.delete(file);
    assertEquals(damaged.formatted("is missing"), pages());
    assertEquals(
        damaged.formatted("is missing").substring("failed: ".length()),
        lastLine(lake.lavra("show", "silver.stg_clicks").err()));
  }

  @Test
  void bronzeLosesWhatCameWithTheFileAndTakesInAgainWhatIsThere() throws IOException {
    String before = lake.hash("silver.stg_orders");
    Path first = data("bronze/orders");
    boolean isFirst = lake.rows("bronze.orders").size() == 6 && Files.size(first) > 0;
    assertEquals(true, isFirst);
    Files.delete(first);
    Said dry = lake.lavra("repair", "bronze.orders", "--dry-run", "--output", "json");
    assertEquals("leave_out", dry.json().get("action").asText());
    assertEquals("[]", dry.json().get("lost").toString());
    Files.delete(lake.folder().resolve("landing/orders_1.csv"));
    Files.delete(lake.folder().resolve("landing/orders_2.csv"));
    String gone =
        lake.lavra("repair", "bronze.orders", "--dry-run", "--output", "json")
            .json()
            .at("/lost/0")
            .asText();
    assertEquals(
        "the rows of landing files that are gone: landing/orders_N.csv",
        gone.replaceAll("orders_[12]", "orders_N"));
    SmallLake.shop(lake.folder()).with("landing/orders_2.csv", MORE);
    Said done = repair("bronze.orders");
    assertEquals("bronze.orders: published: 1 new file", lastLine(done.out()));
    assertEquals(6, lake.rows("bronze.orders").size());
    lake.run("-q");
    assertEquals(before, lake.hash("silver.stg_orders"));
    assertEquals(0, lake.lavra("doctor", "--deep").exit());
  }

  @Test
  void damagedRecordsAreSetAsideAndTablesGoOn() throws IOException {
    cut("ops/audit/" + COMMIT.formatted(0));
    Files.delete(data("ops/metrics"));
    lake.edit("gold/pages.sql", "count(*)", "1 + count(*)");
    Said run = lake.run("--output", "json");
    assertEquals(0, run.exit());
    assertEquals("published: definition changed", run.tables().get("gold.pages"));
    assertEquals(
        "ops.audit was damaged (_delta_log/00000000000000000000.json is cut in line N) and was put right: set the log aside; the next run begins new records. Lost: all records of this table up to now. What was damaged is in file:LAKE/.lake/ops/audit/_damaged-TIME.",
        place(run.json().at("/warnings/0").asText())
            .replaceAll("_damaged-\\w+", "_damaged-TIME")
            .replaceAll("line \\d+", "line N"));
    assertEquals(2, run.json().get("warnings").size());
    Said next = lake.run("--output", "json");
    assertEquals(false, next.json().has("warnings"));
  }

  /** The log tells why, and has traces of defects alone. */
  @Test
  void recordsAreRepairedWithoutATrace() throws IOException {
    cut("ops/runs/" + COMMIT.formatted(1));
    Said done = repair("ops.runs");
    assertEquals(0, done.exit());
    assertEquals(
        "WARN  RepairTable The records cannot be read, and the next run puts them right: The table at file:LAKE/.lake/ops/runs is damaged: _delta_log/00000000000000000001.json is cut in line 5. Heal it with lavra repair TABLE.\n",
        place(done.err()).replaceAll("(?m)^\\S+ ", ""));
  }

  private Said repair(String table) {
    return lake.lavra("repair", table, "--yes", "-q", "--runner", "direct");
  }

  private String pages() {
    return lake.run("--select", "gold.pages", "--output", "json").tables().get("gold.pages");
  }

  private String place(String message) {
    return message.replace(lake.folder().toString(), "LAKE");
  }

  private String lastLine(String text) {
    return place(text.substring(text.strip().lastIndexOf('\n') + 1).strip());
  }

  private Path data(String table) throws IOException {
    try (Stream<Path> files = Files.walk(lake.folder().resolve(".lake").resolve(table))) {
      return files
          .filter(f -> f.toString().endsWith(".parquet"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private void cut(String file) throws IOException {
    byte[] all = Files.readAllBytes(lake.folder().resolve(".lake").resolve(file));
    write(file, Arrays.copyOf(all, all.length - 20));
  }

  private void write(String file, byte[] content) throws IOException {
    Files.write(lake.folder().resolve(".lake").resolve(file), content);
  }
}
