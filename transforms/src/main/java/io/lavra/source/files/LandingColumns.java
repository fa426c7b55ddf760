package io.lavra.source.files;

import io.lavra.source.ColumnNames;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingLimitException;
import io.lavra.source.LandingLimits;
import io.lavra.source.LandingText;
import io.lavra.source.SourceColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/** Finds the columns of landing files by looking at their beginning. */
final class LandingColumns {
  private LandingColumns() {}

  /**
   * A table's columns and those that a file adds, in order of appearance. They are the same column
   * where their names in the files are; in csv files whatever their case.
   */
  static List<SourceColumn> with(List<SourceColumn> table, LandingFile file, FileFormat format)
      throws IOException {
    List<SourceColumn> all =
        ColumnNames.together(table, of(file, format), format instanceof FileFormat.Csv);
    if (all.size() > Math.max(table.size(), LandingLimits.COLUMNS)) {
      throw tooMany(all.size());
    }
    return all;
  }

  static LandingLimitException tooMany(int columns) {
    return new LandingLimitException(
        "would give the table %s columns, and %s are the most"
            .formatted(columns, LandingLimits.COLUMNS),
        "Correct the file, or what separates its columns");
  }

  /** The columns of one file. */
  static List<SourceColumn> of(LandingFile file, FileFormat format) throws IOException {
    if (format instanceof FileFormat.Csv csv && !csv.header()) {
      return ColumnNames.of(csv.names());
    }
    try (BufferedReader text = LandingText.sample(file, format.encoding())) {
      if (format instanceof FileFormat.Csv csv) {
        return ColumnNames.of(CsvHeader.names(file, text, csv));
      }
      return ColumnNames.of(JsonKeys.of(text, format instanceof FileFormat.JsonLines));
    } catch (CharacterCodingException e) {
      throw LandingException.of(file, format.encoding(), e);
    }
  }
}
