package io.lavra.source;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.literal;

import io.lavra.table.DuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Delimited text. {@code _offset} is the record's line, where a line break inside quotes counts as
 * none.
 */
final class CsvRecords implements RecordReader {
  private final DuckDb duckDb;
  private final LandingFile file;
  private final Path local;
  private final FileFormat.Csv format;
  private final List<SourceColumn> columns;
  private final List<SourceColumn> here;
  private long rejected;

  CsvRecords(
      DuckDb duckDb,
      LandingFile file,
      Path local,
      FileFormat.Csv format,
      List<SourceColumn> columns)
      throws IOException {
    this.duckDb = duckDb;
    this.file = file;
    this.local = local;
    this.format = format;
    this.columns = columns;
    this.here = LandingColumns.of(file, format);
  }

  @Override
  public long scan() {
    if (here.isEmpty()) {
      return 0;
    }
    String rejects = RejectTables.fresh(duckDb);
    long good =
        duckDb.number(
            "SELECT count(*) FROM "
                + read(", store_rejects = true" + RejectTables.options(rejects)));
    rejected = RejectTables.keep(duckDb, rejects, file.name());
    return good + rejected;
  }

  @Override
  public Optional<String> select() {
    if (here.isEmpty()) {
      return Optional.empty();
    }
    String options = rejected == 0 ? "" : ", ignore_errors = true";
    String numbered = "SELECT *, row_number() OVER () AS _n FROM " + read(options);
    String line = RejectTables.line(file.name(), format.linesBefore(), rejected);
    return Optional.of(
        "SELECT %s, %s AS _offset, CAST(NULL AS VARCHAR) AS _rescued FROM (%s) r %s"
            .formatted(
                tableColumns(),
                line,
                numbered,
                RejectTables.join(file.name(), format.linesBefore(), rejected)));
  }

  private String tableColumns() {
    Map<String, SourceColumn> byName =
        here.stream()
            .collect(Collectors.toMap(c -> c.name().toLowerCase(Locale.ROOT), Function.identity()));
    return columns.stream()
        .map(
            column -> {
              SourceColumn source = byName.get(column.name().toLowerCase(Locale.ROOT));
              String value = source == null ? "CAST(NULL AS VARCHAR)" : "c" + here.indexOf(source);
              return value + " AS " + identifier(column.name());
            })
        .collect(Collectors.joining(", "));
  }

  private String read(String options) {
    String types =
        IntStream.range(0, here.size())
            .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    return "read_csv(%s, auto_detect = false, header = false, skip = %d, delim = %s, quote = %s, escape = %s, columns = %s, max_line_size = 16777216%s)"
        .formatted(
            literal(local.toString()),
            format.linesBefore(),
            literal(format.delimiter()),
            literal(format.quote()),
            literal(format.quote()),
            types,
            options);
  }
}
