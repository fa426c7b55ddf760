package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day without a row: every source, mode and transform is published with its columns. */
@Tag("slow")
class EmptyDayTest {
  private static final String COLUMNS =
      "columns: { id: { type: int, tests: [not_null, unique] }, due: { type: date }, n: { type: double } }\n";

  private final SmallLake lake;
  private final Map<String, String> made = new TreeMap<>();

  EmptyDayTest(@TempDir Path folder) {
    lake = SmallLake.empty(folder);
  }

  @BeforeEach
  void write() throws GitAPIException {
    source("header", "csv", "id,due,n,text\n");
    source("nothing", "csv", "");
    source("lines", "jsonl", "");
    source("document", "json", "[]");
    lake.with("landing/docs/x.md", "")
        .with("bronze/docs.yaml", "source: { documents: landing/docs/* }\n");
    made.put("bronze.docs", "published: new table");
    repository();
    lake.with("bronze/code.yaml", "source: { git: repository, include: ['**/*.none'] }\n");
    made.put("bronze.code", "published: new table");
    gold("symbols", "transform: symbols\ninputs: { files: bronze.code }\n");
    for (String from : new String[] {"header", "nothing", "lines", "document"}) {
      silver(from, "overwrite", "");
      silver(from, "append", "write: { mode: append }\n");
      silver(from, "merge", "write: { mode: merge, key: [id] }\n");
      silver(from, "parts", "write: { mode: overwrite-partitions, partition-by: [due] }\n");
      silver(from, "unlike", "where: id > 3\ndeduplicate: { key: [id], keep: latest, by: due }\n");
    }
    sql("overwrite", "");
    sql("append", "write: { mode: append }\n");
    sql("merge", "write: { mode: merge, key: [id] }\n");
    sql("parts", "write: { mode: overwrite-partitions, partition-by: [due] }\n");
    gold(
        "forecast",
        "transform: forecast\ninputs: { series: silver.header_overwrite }\nwith: { keys: [id], time: due, value: n, frequency: month, horizon: 3 }\n");
    gold("chunk", "transform: chunk\ninputs: { documents: bronze.docs }\n");
    gold(
        "embed",
        "transform: embed\ninputs: { text: bronze.docs }\nwith: { id: [path], text: text }\n");
    lake.with("gold/bare.yaml", "sql: bare.sql\n")
        .with("gold/bare.sql", "SELECT id FROM bronze.lines\n");
    made.put("gold.bare", "skipped: no row of bronze.lines has arrived yet");
  }

  private void repository() throws GitAPIException {
    try (Git git = Git.init().setDirectory(lake.folder().resolve("repository").toFile()).call()) {
      git.commit()
          .setMessage("Begin")
          .setAuthor("a", "a@b")
          .setCommitter("a", "a@b")
          .setSign(false)
          .call();
    }
  }

  private void source(String name, String format, String content) {
    lake.with("landing/%s/x".formatted(name), content)
        .with(
            "bronze/%s.yaml".formatted(name),
            "source: { files: landing/%s/*, format: %s }\n".formatted(name, format));
    made.put("bronze." + name, "published: new table");
  }

  private void silver(String from, String name, String write) {
    lake.with(
        "silver/%s_%s.yaml".formatted(from, name),
        "from: bronze.%s\n%s%s".formatted(from, COLUMNS, write));
    made.put("silver.%s_%s".formatted(from, name), "published: new table");
  }

  private void sql(String name, String write) {
    lake.with("gold/%s.sql".formatted(name), "SELECT id, due, n FROM silver.header_overwrite\n");
    gold(name, "sql: %s.sql\n%s%s".formatted(name, COLUMNS, write));
  }

  private void gold(String name, String text) {
    lake.with("gold/%s.yaml".formatted(name), text);
    made.put("gold." + name, "published: new table");
  }

  @Test
  void whole() {
    publishesNothingButColumns(() -> lake.run("--output", "json"));
    Said again = lake.run("--output", "json");
    assertEquals(0, again.exit(), again::err);
    Said anew = lake.run("--output", "json", "--full-refresh");
    assertEquals(0, anew.exit(), anew::err);
  }

  @Test
  void rowsThatComeLater() {
    lake.run("-q");
    lake.with("landing/lines/y", "{\"id\": 1, \"due\": \"2026-01-01\", \"n\": 2}\n");
    lake.with("landing/header/y", "id,due,n,text\n1,2026-01-01,2,x\n");
    Said next = lake.run("--output", "json");
    assertEquals(0, next.exit(), next::err);
    for (String table :
        new String[] {
          "silver.lines_merge",
          "silver.header_parts",
          "silver.lines_append",
          "gold.merge",
          "gold.bare"
        }) {
      assertEquals(1, lake.rows(table).size(), table);
    }
  }

  @Test
  void eachAlone() {
    Map<String, String> got = new TreeMap<>();
    for (String layer : new String[] {"bronze.", "silver.", "gold."}) {
      for (String table : made.keySet()) {
        boolean sample =
            !table.startsWith("silver.")
                || table.startsWith("silver.lines")
                || table.startsWith("silver.header_o");
        if (table.startsWith(layer) && sample) {
          got.putAll(lake.run("--output", "json", "--select", table).tables());
        }
      }
    }
    Map<String, String> expected = new TreeMap<>(made);
    expected.keySet().retainAll(got.keySet());
    assertEquals(expected, got);
  }

  private void publishesNothingButColumns(Supplier<Said> run) {
    Said said = run.get();
    assertEquals(made, new TreeMap<>(said.tables()), said::err);
    assertEquals(0, said.exit(), said::err);
    for (String table : made.keySet()) {
      if (made.get(table).startsWith("published")) {
        assertEquals(0, lake.rows(table).size(), table);
      }
    }
  }
}
