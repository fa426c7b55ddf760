package io.lavra.cli;

import io.lavra.cli.output.Csv;
import io.lavra.cli.output.Json;
import io.lavra.cli.output.TextTable;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.ContentHash;
import io.lavra.table.duckdb.PrintedValue;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import io.lavra.words.InertStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Rows of a table.")
final class ShowCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(names = "--version", description = "As this version was.")
  @Nullable Long version;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "As the table was at this time: 2026-01-31, or with a time of day.")
  @Nullable String asOf;

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "How many rows (default: ${DEFAULT-VALUE}).")
  long limit = 20;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, csv or json (an object a line).")
  Format format = Format.TABLE;

  @Option(names = "--hash", description = "Only the hash of the table's content.")
  boolean hash;

  @Option(
      names = "--raw",
      description =
          "With --format csv: texts that a spreadsheet would take for formulas stay as they are.")
  boolean raw;

  /** How rows are written. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Override
  public Integer call() throws IOException {
    common.start();
    Lake lake = common.lake();
    String name = common.table(lake);
    LakeState state = LakeState.read(lake, common.target);
    EngineSettings engine = common.engine(lake);
    Shard table = Shard.of(name, version(lake, state, name));
    if (hash) {
      System.out.println(ContentHash.of(table, engine));
      return ExitCodes.OK;
    }
    String sql = "SELECT * FROM %s LIMIT %s".formatted(SqlText.tableName(name), limit);
    new RowPrinter(table.schema().names(), common.json() ? Format.JSON : format, raw)
        .print(new TableQuery(Map.of(name, table), engine), sql);
    return ExitCodes.OK;
  }

  private TableVersion version(Lake lake, LakeState state, String name) {
    DeltaTable table = DeltaTable.at(state.folder(name));
    if (version != null) {
      return table.version(version);
    }
    if (asOf != null) {
      return table.asOf(instant(asOf, lake.timezone()));
    }
    Optional<TableVersion> newest =
        name.startsWith("ops.") ? state.record(name.substring(4)) : state.version(name);
    state.damage(name).ifPresent(Damage::refuse);
    return newest.orElseThrow(
        () -> new UsageException("%s does not exist yet. Run the lake first.".formatted(name)));
  }

  private static Instant instant(String text, ZoneId zone) {
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
      }
      String iso = text.replace(' ', 'T');
      return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--as-of %s: write 2026-01-31, 2026-01-31T12:00:00 (the lake's time) or 2026-01-31T12:00:00Z."
              .formatted(text));
    }
  }

  /**
   * Writes rows in one of the formats.
   *
   * @param raw whether CSV has formulas as they are
   */
  record RowPrinter(List<String> names, Format format, boolean raw) {
    void print(TableQuery query, String sql) throws IOException {
      switch (format) {
        case TABLE -> {
          TextTable text = new TextTable(names);
          query.forEach(sql, text::add);
          text.print(System.out);
        }
        case CSV -> {
          Csv csv = new Csv(raw);
          PrintStream out = forPrograms();
          out.println(csv.line(names));
          query.forEach(sql, row -> out.println(csv.line(row)));
        }
        case JSON -> query.forEach(sql, row -> System.out.println(Json.line(object(row))));
      }
    }

    /** The values as they are, but for a person at a terminal. */
    private static PrintStream forPrograms() {
      return System.console() == null ? InertStream.exact(System.out) : System.out;
    }

    private Map<String, @Nullable Object> object(List<? extends @Nullable Object> row) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        object.put(names.get(i), PrintedValue.json(row.get(i)));
      }
      return object;
    }
  }
}
