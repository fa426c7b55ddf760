package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.identifiers;
import static io.lavra.table.duckdb.SqlText.literal;
import static io.lavra.table.duckdb.SqlText.literals;

import io.lavra.lake.DataFile;
import io.lavra.source.Arrival;
import io.lavra.source.LandingFile;
import io.lavra.table.Counts;
import io.lavra.table.DataFiles;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableWork;
import io.lavra.table.duckdb.DuckDb;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads landing files that a table has taken in with today's format, and puts what can be read now
 * in the place of what could be read then. Rows keep the time at which their file arrived. Where
 * the same lines cannot be read as before, nothing is done.
 *
 * @param files how to read them, with their old content
 * @param base the table as it is
 * @param kept the offsets of each file's lines that are kept back
 */
public record ReadAgain(IngestFiles files, Shard base, Map<String, Set<Long>> kept)
    implements TableWork {
  public ReadAgain {
    kept = new TreeMap<>(kept);
  }

  @Override
  public String table() {
    return files.table();
  }

  @Override
  public Staged run(EngineSettings settings) throws IOException {
    try (IngestFiles.Reading reading = files.read(settings, List.of(base))) {
      return new Pass(reading).run();
    }
  }

  /** One run of the work over an open database. */
  private final class Pass {
    private final IngestFiles.Reading reading;
    private final DuckDb duckDb;

    Pass(IngestFiles.Reading reading) {
      this.reading = reading;
      this.duckDb = reading.duckDb;
    }

    Staged run() throws IOException {
      reading.requireUnchanged();
      duckDb.createView("base", base, true);
      if (files.files().stream().allMatch(file -> offsets(file).equals(kept.get(file.name())))) {
        return Staged.of(table(), List.of(), List.of(), Counts.NONE);
      }
      List<String> names = files.files().stream().map(LandingFile::name).toList();
      duckDb.execute(
          """
          CREATE TEMP TABLE old AS SELECT _source, _run_id, _arrived_at, min(year) AS y, min(month) AS m, min(day) AS d
          FROM base WHERE list_contains(%s, _source) GROUP BY _source, _run_id, _arrived_at
          QUALIFY row_number() OVER (PARTITION BY _source ORDER BY _arrived_at DESC, _run_id DESC) = 1"""
              .formatted(literals(names)));
      List<String> removes = new ArrayList<>();
      List<DataFile> written = new ArrayList<>();
      rewrite(removes, written);
      long rows = 0;
      for (LandingFile file : files.files()) {
        List<DataFile> some = reading.write(List.of(file), arrival(file.name()));
        rows += DataFiles.rows(some);
        written.addAll(some);
      }
      reading.requireUnchanged();
      long back = reading.kept();
      Counts counts = new Counts(rows + back, rows, back, 0, 0);
      return new Staged(table(), written, removes, reading.rejects(), counts, Map.of(), null);
    }

    private Set<Long> offsets(LandingFile file) {
      Set<Long> offsets = new TreeSet<>();
      duckDb.forEach(
          "SELECT line FROM kept_back WHERE source = " + literal(file.name()),
          row -> offsets.add(((Number) Objects.requireNonNull(row.get(0))).longValue()));
      return offsets;
    }

    /** Files that hold rows of the old reading are written without these. */
    private void rewrite(List<String> removes, List<DataFile> written) throws IOException {
      Set<String> touched = new TreeSet<>();
      duckDb.forEach(
          "SELECT DISTINCT _file FROM base SEMI JOIN old USING (_source, _run_id)",
          row -> touched.add(String.valueOf(row.get(0))));
      List<String> names = new ArrayList<>(files.to().schema().names());
      names.removeAll(IngestFiles.PARTITIONS);
      for (DataFile file : base.files()) {
        if (touched.contains(file.path())) {
          removes.add(file.path());
          String rest =
              "SELECT %s FROM base ANTI JOIN old USING (_source, _run_id) WHERE _file = %s"
                  .formatted(identifiers(names), literal(file.path()));
          written.addAll(reading.output.writePartition(rest, files.to(), file.partition()));
        }
      }
    }

    /** When the file came; the run's own time where nothing of it could be read. */
    private Arrival arrival(String source) {
      List<List<@Nullable Object>> found =
          duckDb.rows(
              "SELECT epoch_us(_arrived_at), y, m, d FROM old WHERE _source = " + literal(source));
      if (found.isEmpty()) {
        return files.arrival();
      }
      List<@Nullable Object> row = found.get(0);
      return new Arrival(
          Instant.EPOCH.plus(number(row.get(0)), ChronoUnit.MICROS),
          LocalDate.of(
              (int) number(row.get(1)), (int) number(row.get(2)), (int) number(row.get(3))));
    }

    private static long number(@Nullable Object value) {
      return Long.parseLong(String.valueOf(value));
    }
  }
}
