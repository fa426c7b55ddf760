package io.lavra.source;

import com.google.common.io.CharSource;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The header of delimited text, cut by the reader that cuts the records. */
final class CsvHeader {
  private CsvHeader() {}

  /**
   * The names as they are written, without blanks around them; none for a file without a header.
   *
   * @throws MalformedInputException for names that are no text in the file's encoding
   */
  static List<String> names(LandingFile file, Reader text, FileFormat.Csv csv) throws IOException {
    try (TextRecords records = records(text, csv)) {
      for (int i = 0; i < csv.skipLines(); i++) {
        records.skipLine();
      }
      do {
        if (!records.next()) {
          return List.of();
        }
      } while (records.isBlank());
      if (!records.defect().isEmpty()) {
        throw LandingException.header(file, records.defect());
      }
      List<String> names = records.values().stream().map(String::strip).toList();
      if (names.stream().anyMatch(name -> name.indexOf('\uFFFD') >= 0)) {
        throw new MalformedInputException(1);
      }
      return names;
    }
  }

  private static TextRecords records(Reader text, FileFormat.Csv csv) throws IOException {
    CharSource source =
        new CharSource() {
          @Override
          public Reader openStream() {
            return text;
          }
        };
    return new TextRecords(
        source.asByteSource(StandardCharsets.UTF_8).openStream(), csv.delimiter(), csv.quote());
  }
}
