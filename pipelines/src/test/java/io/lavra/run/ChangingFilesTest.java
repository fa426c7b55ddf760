package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.project.Lake;
import io.lavra.run.job.RunOptions;
import io.lavra.run.job.Trace;
import io.lavra.run.report.Progress;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.TableReport;
import io.lavra.table.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Landing files that grow while a run is under way. */
class ChangingFilesTest {
  private final Path scratch;
  private final SmallLake lake;

  ChangingFilesTest(@TempDir Path folder, @TempDir Path scratch) {
    this.scratch = scratch;
    this.lake =
        SmallLake.empty(folder)
            .with("bronze/t.yaml", "source: { files: in/*.csv, format: csv }\n")
            .with(
                "bronze/strict.yaml",
                "source: { files: in/b.csv, format: csv, changing-files: fail }\n")
            .with("in/a.csv", "id\n1\n")
            .with("in/b.csv", "id\n2\n");
  }

  @Test
  void theyAreLeftForTheNextRun() throws IOException {
    assertEquals(
        List.of(
            "bronze.strict failed: in/b.csv: changed while it was read. Run again when it is whole; with changing-files: wait the other files go in without it.",
            "bronze.t published: new table; in/b.csv changed while it was read and is left for the next run"),
        said(run("one", true)));
    assertEquals(1, lake.rows("bronze.t").size());
    assertEquals(
        List.of(
            "bronze.strict failed: in/b.csv: changed while it was read. Run again when it is whole; with changing-files: wait the other files go in without it.",
            "bronze.t unchanged: in/b.csv changed while it was read and is left for the next run"),
        said(run("two", true)));
    assertEquals(
        List.of("bronze.strict published: new table", "bronze.t published: 1 new file"),
        said(run("three", false)));
    assertEquals(4, lake.rows("bronze.t").size());
  }

  private static List<String> said(RunReport report) {
    return report.tables().stream()
        .map(table -> table.table() + " " + table.status().text() + ": " + table.reason())
        .toList();
  }

  private RunReport run(String id, boolean growing) throws IOException {
    RunOptions options =
        new RunOptions(
            "local",
            "direct",
            Optional.empty(),
            Set.of("bronze.t", "bronze.strict"),
            LocalDate.parse("2026-01-31"),
            false,
            false,
            false,
            2,
            0,
            new EngineSettings(1200, 2, 2, scratch.toString(), 1000, "UTC"),
            Trace.of(id));
    return RunLake.run(
        Lake.read(lake.folder(), name -> null),
        options,
        id,
        Instant.now(),
        new Growing(growing ? lake.folder().resolve("in/b.csv") : null));
  }

  /** Writes when the files are listed, and before they are read. */
  private record Growing(@org.jspecify.annotations.Nullable Path file) implements Progress {
    @Override
    public void started(String table, String reason) {
      try {
        if (file != null && table.equals("bronze.t")) {
          Files.writeString(file, "3\n", StandardOpenOption.APPEND);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void finished(TableReport report) {}
  }
}
