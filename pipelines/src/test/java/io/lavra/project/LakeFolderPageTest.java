package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/lake-folder.md to the reader: its examples are one lake, its error is the error. */
class LakeFolderPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)( wrong)?\\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("\\A(?:#|--|//) (\\S+)\\n");

  private final Path path;
  private final String page;

  LakeFolderPageTest(@TempDir Path path) throws IOException {
    this.path = path;
    this.page = Files.readString(Path.of("../docs/lake-folder.md"));
  }

  @Test
  void examplesAreOneLake() {
    Lake lake = examples(false).read();
    assertEquals(
        Set.of(
            "bronze.code",
            "bronze.docs",
            "bronze.erp_items",
            "bronze.readings",
            "bronze.web_events",
            "silver.monthly",
            "silver.stg_items",
            "silver.stg_prices",
            "silver.stg_readings",
            "gold.dim_items",
            "gold.fact_forecasts",
            "gold.fact_moves"),
        lake.tables().keySet());
    assertEquals(
        List.of("gold.dim_items", "silver.stg_items"),
        DefinitionTest.read(lake).stream().map(DefinitionTest::table).toList());
  }

  @Test
  void theErrorIsWhatTheReaderSays() {
    Matcher told =
        Pattern.compile("(?s)```yaml wrong\\n.*?```\\n```text\\n(.*?)\\n```").matcher(page);
    assertTrue(told.find(), "the page shows an error");
    assertEquals(told.group(1), examples(true).complaint());
  }

  @Test
  void everyKeyIsListed() {
    Folder.good(path)
        .with(
            "lake.yaml",
            "lake: a\nzzzzzzz: 1\ntargets: { a: { root: a, zzzzzzz: 1 } }\n"
                + "metrics: { zzzzzzz: 1 }\nalerts: { zzzzzzz: 1, smtp: { zzzzzzz: 1 } }\nlineage: { zzzzzzz: 1 }\n")
        .with("bronze/a.yaml", "source: { files: a, format: csv, zzzzzzz: 1, csv: { zzzzzzz: 1 } }")
        .with("bronze/b.yaml", "source: { git: a, zzzzzzz: 1 }")
        .with("bronze/c.yaml", "source: { documents: a, zzzzzzz: 1 }")
        .with(
            "silver/a.yaml",
            """
            from: bronze.a
            zzzzzzz: 1
            columns: { a: { zzzzzzz: 1 } }
            deduplicate: { key: [a], zzzzzzz: 1 }
            write: { zzzzzzz: 1 }
            """);
    Set<String> unlisted = new TreeSet<>();
    Matcher known = Pattern.compile("Known here: (.*)\\.").matcher(new Folder(path).complaint());
    int lists = 0;
    while (known.find()) {
      lists++;
      unlisted.addAll(List.of(known.group(1).split(", ")));
    }
    unlisted.removeIf(key -> page.contains("`" + key + "`"));
    assertEquals(14, lists);
    assertEquals(Set.of(), unlisted);
  }

  private Folder examples(boolean withWrong) {
    Folder folder = new Folder(path);
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      Matcher file = FILE.matcher(block.group(3));
      if (file.find() && (withWrong || block.group(2) == null)) {
        boolean json = file.group(1).endsWith(".json");
        folder.with(file.group(1), block.group(3).substring(json ? file.end() : 0));
      }
    }
    return folder;
  }
}
