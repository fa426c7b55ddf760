package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A landing file that cannot be read harms its own table, or by declaration only itself. */
class BadFilesTest {
  private static final String GOOD = "Order;Customer;Amount;Placed\n1;Ana;1,00;2026-01-01\n";
  private static final String SEND =
      "Send it again, or take it away; with bad-files: quarantine the other files go in without it.";
  private static final String ENCODING =
      "Set the encoding it was written in, e.g. encoding: windows-1252.";

  private final SmallLake lake;

  BadFilesTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  private record Bad(String table, String file, byte[] content, String csv, String says) {
    String reason() {
      return "the file " + says.substring(0, says.indexOf(". "));
    }
  }

  private static List<Bad> all() throws IOException {
    byte[] gzip = gzip(GOOD.repeat(50));
    byte[] damaged = gzip.clone();
    damaged[gzip.length - 6] ^= 1;
    return List.of(
        new Bad(
            "cut",
            "x.csv.gz",
            Arrays.copyOf(gzip, gzip.length / 2),
            "",
            "is cut off, its gzip data end too early. " + SEND),
        new Bad("empty", "x.csv.gz", new byte[0], "", "is empty, which no gzip file is. " + SEND),
        new Bad(
            "plain",
            "x.csv.gz",
            GOOD.getBytes(StandardCharsets.UTF_8),
            "",
            "is not gzip, as its ending says. " + SEND),
        new Bad(
            "damaged",
            "x.csv.gz",
            damaged,
            "",
            "is damaged, its gzip data do not fit together (Corrupt GZIP trailer). " + SEND),
        new Bad(
            "header",
            "x.csv",
            "Order;Pre\u00e7o\n5;1,00\n".getBytes(StandardCharsets.ISO_8859_1),
            "",
            "is not UTF-8 text. " + ENCODING),
        new Bad(
            "body",
            "x.csv",
            (GOOD.repeat(5000) + "6;\u00c1;1,00;2026-01-01\n").getBytes(StandardCharsets.UTF_8),
            ", encoding: US-ASCII",
            "is not US-ASCII text. " + ENCODING));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void eachTableForItself() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    for (Bad bad : all()) {
      with(bad, "");
      lake.with(
          "silver/stg_" + bad.table() + ".yaml",
          "from: bronze." + bad.table() + "\ncolumns: { order_id: { from: Order, type: int } }\n");
      expected.put(
          "bronze." + bad.table(),
          "failed: landing/%s/%s: %s".formatted(bad.table(), bad.file(), bad.says()));
      expected.put(
          "silver.stg_" + bad.table(), "skipped: bronze.%s is failed".formatted(bad.table()));
    }
    lake.with("bronze/none.yaml", "source: { files: landing/none/*.csv, format: csv }\n");
    expected.put(
        "bronze.none",
        "failed: No file matches landing/none/*.csv. Check the path (it starts at the lake's folder), or put a file there.");
    lake.with("bronze/code.yaml", "source: { git: nowhere }\n");
    expected.put(
        "bronze.code",
        "failed: There is no folder %s. Name the folder of a git repository."
            .formatted(lake.folder().resolve("nowhere")));
    for (String table : SmallLake.TABLES) {
      expected.put(table, "published: new table");
    }

    Said validate = lake.lavra("validate");
    assertEquals(0, validate.exit(), validate::err);
    assertTrue(
        validate
            .out()
            .contains(
                "warning: bronze/empty.yaml: landing/empty/x.csv.gz: is empty, which no gzip file is. "
                    + SEND),
        validate::out);
    Said plan = lake.lavra("plan", "--output", "json");
    assertEquals(0, plan.exit());
    Map<String, String> actions = new LinkedHashMap<>();
    plan.json()
        .get("tables")
        .forEach(t -> actions.put(t.get("table").asText(), t.get("action").asText()));
    assertEquals("fail", actions.get("bronze.cut"));
    assertEquals("skip", actions.get("silver.stg_cut"));
    assertEquals("build", actions.get("gold.pages"));

    Said run = lake.run("--output", "json");
    assertEquals(1, run.exit(), run::err);
    Map<String, String> tables = new java.util.TreeMap<>(run.tables());
    assertEquals(new java.util.TreeMap<>(expected), tables);
    assertEquals(0, lake.run("--select", "gold.pages").exit());
    assertEquals(0, lake.lavra("check", "silver.stg_orders").exit());
    assertEquals(0, lake.lavra("docs").exit());
    assertEquals(0, lake.lavra("ls").exit());
    assertEquals(0, lake.lavra("test").exit());
  }

  @Test
  void byDeclarationEachFileForItself() throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Bad bad : all()) {
      with(bad, ", bad-files: quarantine");
      lake.with("landing/" + bad.table() + "/y.csv", GOOD);
      reasons.put("bronze." + bad.table(), bad.reason());
    }
    Said run = lake.run("--layer", "bronze", "--output", "json");
    assertEquals(0, run.exit(), run::err);
    for (Bad bad : all()) {
      run.json()
          .get("tables")
          .forEach(
              table -> {
                if (table.get("table").asText().equals("bronze." + bad.table())) {
                  assertEquals(1, table.get("rows_published").asInt(), table::toString);
                  assertEquals(1, table.get("rows_quarantined").asInt(), table::toString);
                  assertEquals(2, table.get("rows_read").asInt(), table::toString);
                }
              });
    }
    Map<String, String> kept = new LinkedHashMap<>();
    for (String row : lake.rows("ops.quarantine")) {
      kept.put(Said.tree(row).get("table_name").asText(), Said.tree(row).get("reason").asText());
    }
    assertEquals(new java.util.TreeMap<>(reasons), new java.util.TreeMap<>(kept));
    assertEquals(
        "unchanged: no new files",
        lake.run("--layer", "bronze", "--output", "json").tables().get("bronze.cut"));
    lake.with("landing/cut/x.csv.gz", gzip(GOOD));
    assertEquals(
        "published: 1 new file",
        lake.run("--layer", "bronze", "--output", "json").tables().get("bronze.cut"));
    assertEquals(2, lake.rows("bronze.cut").size());
    assertTrue(
        !SmallLake.say("quarantine", "ls", lake.folder().toString()).out().contains("bronze.cut"));

    lake.edit("bronze/body.yaml", ", encoding: US-ASCII", "");
    Said replay =
        SmallLake.say(
            "quarantine", "replay", lake.folder().toString(), "bronze.body", "--runner", "direct");
    assertEquals(0, replay.exit(), replay::err);
    assertEquals(10_001, lake.table("bronze.body").latest().orElseThrow().rows());
  }

  private void with(Bad bad, String options) {
    lake.with("landing/" + bad.table() + "/" + bad.file(), bad.content())
        .with(
            "bronze/" + bad.table() + ".yaml",
            "source: { files: landing/%s/*, format: csv, csv: { delimiter: ';'%s }%s }\n"
                .formatted(bad.table(), bad.csv(), options));
  }

  @Test
  void filesOnAServerThatTheTargetDoesNotName() {
    lake.with("bronze/far.yaml", "source: { files: s3://landing/*.csv, format: csv }\n");
    Said run = lake.run();
    assertEquals(2, run.exit());
    assertEquals(
        "bronze/far.yaml: s3://landing/*.csv is read through the server of the target, and this one keeps its tables in folders. Choose a target on s3:// with --target, or bring the files into a folder.\n",
        run.err());
  }
}
