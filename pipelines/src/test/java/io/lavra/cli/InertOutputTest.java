package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import io.lavra.words.Inert;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files, columns and cells say acts on no terminal, log or spreadsheet. */
class InertOutputTest {
  private static final String EVIL = "\u001b[31m\u009b2J\u202e\u200b\u2066\udb40\udc41";
  private static final String SHOWN = Inert.line(EVIL);
  private static SmallLake lake = new SmallLake(Path.of(""));
  private static Said run = new Said(0, "", "");

  @BeforeAll
  static void run(@TempDir Path folder) {
    lake =
        SmallLake.empty(folder)
            .with("bronze/notes.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with("bronze/bad.yaml", "source: { files: landing/*.gz, format: jsonl }\n")
            .with(
                "silver/stg_notes.yaml",
                "from: bronze.notes\ncolumns: { id: { type: bigint }, note: { from: \"@no\\u202ete\" } }\n")
            .with("landing/notes.csv", "id,@no\u202ete\n-1,=1+1 " + EVIL + "\nx" + EVIL + ",a\n")
            .with("landing/b\u001b[31m\nsilver.x  published.jsonl.gz", "no gzip");
    run = lake.run();
  }

  @Test
  void peopleSeeWhatCannotBeSeen() {
    assertEquals(
        "id  note\n-1  =1+1 " + SHOWN + "\n", lake.lavra("show", "silver.stg_notes").out());
    assertEquals(
        "table             rows  reason\nsilver.stg_notes  1     id: cannot read \"x"
            + SHOWN.substring(0, 41)
            + "…\n",
        SmallLake.say("quarantine", "ls", lake.folder().toString()).out());
  }

  @Test
  void programsReadExactValues() {
    assertEquals(
        "{\"id\":-1,\"note\":\"=1+1 " + SHOWN.replace("001b", "001B") + "\"}\n",
        lake.lavra("show", "silver.stg_notes", "--format", "json").out());
    assertEquals(
        "id,note\n-1,=1+1 " + EVIL + "\n",
        lake.lavra("show", "silver.stg_notes", "--format", "csv", "--raw").out());
  }

  @Test
  void spreadsheetsComputeNothing() {
    assertEquals(
        "id,note\n-1,'=1+1 " + EVIL + "\n",
        lake.lavra("show", "silver.stg_notes", "--format", "csv").out());
    assertEquals(
        "id,'@no\u202ete,",
        lake.lavra("show", "bronze.notes", "--format", "csv").out().substring(0, 11));
  }

  @Test
  void aFileNameStaysOnItsLine() {
    String reason =
        "landing/b\\u001b[31m\\nsilver.x  published.jsonl.gz: is not gzip, as its ending says. Send it again, or take it away; with bad-files: quarantine the other files go in without it.";
    assertEquals(
        "bronze.bad                   failed     " + reason, run.err().lines().findFirst().get());
    Said logged = lake.run("--log-format", "json", "--select", "bronze.bad");
    assertEquals("failed: " + reason, Said.tree(logged.err()).get("message").asText());
  }
}
