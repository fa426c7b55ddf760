package io.lavra.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/** Finds the columns of landing files by looking at their beginning. */
final class LandingColumns {
  private LandingColumns() {}

  /**
   * The columns of some files together, in order of appearance. They are the same column where
   * their names in the files are; in csv files whatever their case.
   *
   * @param files each file's columns
   * @param known columns the table has already; they stay first
   */
  static List<SourceColumn> together(
      List<List<SourceColumn>> files, FileFormat format, List<SourceColumn> known) {
    List<SourceColumn> all = known;
    for (List<SourceColumn> columns : files) {
      all = ColumnNames.together(all, columns, format instanceof FileFormat.Csv);
    }
    return List.copyOf(all);
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
