package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.identifier;

import io.lavra.source.ColumnNames;
import io.lavra.source.LandingFile;
import io.lavra.source.SourceColumn;
import io.lavra.table.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Delimited text. {@code _offset} is the line where the record starts. */
final class CsvRecords implements RecordReader {
  private final DuckDb duckDb;
  private final LandingFile file;
  private final Path local;
  private final FileFormat.Csv format;
  private final List<SourceColumn> columns;
  private final List<SourceColumn> here;
  private Optional<Sieve.Sifted> sifted = Optional.empty();

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
  public long scan() throws IOException {
    if (here.isEmpty()) {
      return 0;
    }
    Sieve sieve = new Sieve(duckDb, file.name(), format, here.size(), "%s columns instead of %s");
    sifted = Optional.of(sieve.sift(local));
    return sifted.get().good() + sifted.get().kept();
  }

  @Override
  public Optional<String> select() {
    return sifted.map(
        text ->
            "SELECT %s, _n AS _offset, CAST(NULL AS VARCHAR) AS _rescued FROM %s"
                .formatted(tableColumns(), read(text)));
  }

  private String tableColumns() {
    Map<SourceColumn, String> values = new HashMap<>();
    Map<SourceColumn, SourceColumn> places = ColumnNames.places(columns, here, true);
    for (int i = 0; i < here.size(); i++) {
      SourceColumn column = places.get(here.get(i));
      if (column != null) {
        values.put(column, "c" + i);
      }
    }
    return columns.stream()
        .map(
            column ->
                values.getOrDefault(column, "CAST(NULL AS VARCHAR)")
                    + " AS "
                    + identifier(column.name()))
        .collect(Collectors.joining(", "));
  }

  private String read(Sieve.Sifted text) {
    String fields =
        IntStream.range(0, here.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    return "(SELECT %s, %s FROM %s)"
        .formatted(text.number(), fields, text.read(format, here.size()));
  }
}
