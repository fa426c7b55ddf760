package io.lavra.source.files;

import com.google.common.io.CharSource;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingLimitException;
import io.lavra.source.LandingLimits;
import java.io.FilterReader;
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
      if (records.fields() > LandingLimits.COLUMNS) {
        throw LandingColumns.tooMany(records.fields());
      }
      List<String> names = records.values().stream().map(String::strip).toList();
      for (String name : names) {
        if (name.length() > LandingLimits.NAME) {
          throw LandingException.header(
              file,
              "one of its names has %s characters and %s are the most"
                  .formatted(name.length(), LandingLimits.NAME));
        }
      }
      if (names.stream().anyMatch(name -> name.indexOf(0) >= 0)) {
        // DuckDB's statements end at this character.
        throw LandingException.header(file, "one of its names holds the character NUL");
      }
      if (names.stream().anyMatch(name -> name.indexOf('\uFFFD') >= 0)) {
        throw new MalformedInputException(1);
      }
      return names;
    }
  }

  /** Ends with an error where no header can end any more. */
  private static final class Beginning extends FilterReader {
    private long passed;

    Beginning(Reader text) {
      super(text);
    }

    @Override
    public int read() throws IOException {
      return passed(super.read(), 1);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      return passed(read, Math.max(0, read));
    }

    private int passed(int result, int characters) throws IOException {
      passed += characters;
      if (passed > LandingLimits.BEGINNING) {
        throw new LandingLimitException(
            "has no header that ends within its first %s MB"
                .formatted(LandingLimits.BEGINNING >> 20),
            "Correct the file, or its csv: { skip-lines }");
      }
      return result;
    }
  }

  private static TextRecords records(Reader text, FileFormat.Csv csv) throws IOException {
    CharSource source =
        new CharSource() {
          @Override
          public Reader openStream() {
            return new Beginning(text);
          }
        };
    return new TextRecords(
        source.asByteSource(StandardCharsets.UTF_8).openStream(), csv.delimiter(), csv.quote());
  }
}
