package io.lavra.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the columns of landing files by looking at their beginning. */
final class LandingColumns {
  private static final int SAMPLE_CHARACTERS = 1 << 20;

  private LandingColumns() {}

  /**
   * The columns of some files together, in order of appearance. Those of csv files are the same
   * column where their names are, those of JSON where their keys are.
   *
   * @param files each file's columns
   * @param known columns the table has already; they stay first
   */
  static List<SourceColumn> together(
      List<List<SourceColumn>> files, FileFormat format, List<SourceColumn> known) {
    Map<String, SourceColumn> found = new LinkedHashMap<>();
    boolean byName = format instanceof FileFormat.Csv;
    Function<SourceColumn, String> key =
        column -> byName ? ColumnNames.key(column.name()) : column.source();
    known.forEach(column -> found.put(key.apply(column), column));
    for (List<SourceColumn> columns : files) {
      columns.forEach(column -> found.putIfAbsent(key.apply(column), column));
    }
    List<SourceColumn> all = List.copyOf(found.values());
    if (byName) {
      return all;
    }
    List<SourceColumn> further = all.subList(known.size(), all.size());
    return ColumnNames.extended(known, further.stream().map(SourceColumn::source).toList());
  }

  /** The columns of one file. */
  static List<SourceColumn> of(LandingFile file, FileFormat format) throws IOException {
    if (format instanceof FileFormat.Csv csv && !csv.header()) {
      return ColumnNames.of(csv.names());
    }
    try (BufferedReader text = LandingText.sample(file, format.encoding())) {
      if (format instanceof FileFormat.Csv csv) {
        return ColumnNames.of(header(file, text, csv));
      }
      return ColumnNames.of(JsonKeys.of(text, format instanceof FileFormat.JsonLines));
    } catch (CharacterCodingException e) {
      throw LandingException.of(file, format.encoding(), e);
    }
  }

  private static List<String> header(LandingFile file, BufferedReader text, FileFormat.Csv csv)
      throws IOException {
    for (int i = 0; i < csv.skipLines(); i++) {
      text.readLine();
    }
    String line = text.readLine();
    while (line != null && line.isEmpty()) {
      line = text.readLine();
    }
    if (line == null) {
      return List.of();
    }
    String header = whole(line, text, csv.quote());
    if (header.indexOf('\uFFFD') >= 0) {
      throw LandingException.of(file, csv.encoding(), new MalformedInputException(1));
    }
    return CsvHeader.split(header, csv.delimiter(), csv.quote());
  }

  /** A header goes on where its line ends inside quotes; one that is never closed is its line. */
  private static String whole(String line, BufferedReader text, String quote) throws IOException {
    StringBuilder header = new StringBuilder(line);
    while (isOpen(header, quote) && header.length() < SAMPLE_CHARACTERS) {
      String next = text.readLine();
      if (next == null) {
        return line;
      }
      header.append('\n').append(next);
    }
    return header.length() < SAMPLE_CHARACTERS ? header.toString() : line;
  }

  private static boolean isOpen(CharSequence text, String quote) {
    return !quote.isEmpty() && text.chars().filter(c -> c == quote.charAt(0)).count() % 2 == 1;
  }
}
