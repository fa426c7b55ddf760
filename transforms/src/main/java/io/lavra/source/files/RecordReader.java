package io.lavra.source.files;

import io.lavra.source.LandingFile;
import io.lavra.source.LandingText;
import io.lavra.source.SourceColumn;
import io.lavra.table.PlainPath;
import io.lavra.table.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads one landing file with an open database, in two steps: look for what cannot be read, then
 * read the rest.
 */
interface RecordReader {
  /** Puts what cannot be read into {@code kept_back} and counts all records. */
  long scan() throws IOException;

  /**
   * The SELECT of the other records: the table's columns, {@code _offset}, {@code _rescued}; empty
   * where none is left.
   */
  Optional<String> select();

  static RecordReader of(
      DuckDb duckDb, LandingFile file, FileFormat format, List<SourceColumn> columns, long limit)
      throws IOException {
    Path text = LandingText.local(file, format.encoding(), duckDb.scratch(), limit);
    Path local = PlainPath.of(text, duckDb.scratch());
    if (format instanceof FileFormat.Csv csv) {
      return new CsvRecords(duckDb, file, local, csv, columns);
    }
    return new JsonRecords(duckDb, file, local, format instanceof FileFormat.JsonLines, columns);
  }
}
