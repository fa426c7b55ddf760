package io.lavra.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns of landing files by looking at their beginning. */
public final class LandingColumns {
  private static final int SAMPLE_CHARACTERS = 1 << 18;

  private LandingColumns() {}

  /**
   * The columns of some files together, in order of appearance.
   *
   * @param known columns the table has already; they stay first
   */
  public static List<SourceColumn> find(
      List<LandingFile> files, FileFormat format, List<SourceColumn> known) throws IOException {
    Set<String> sources = new LinkedHashSet<>();
    known.forEach(column -> sources.add(column.source()));
    for (LandingFile file : files) {
      for (SourceColumn column : of(file, format)) {
        sources.add(keyOf(column, sources, known));
      }
    }
    return ColumnNames.of(List.copyOf(sources));
  }

  /** A column already known by its safe name is the same column. */
  private static String keyOf(SourceColumn column, Set<String> sources, List<SourceColumn> known) {
    return known.stream()
        .filter(k -> k.name().equalsIgnoreCase(column.name()) && !sources.contains(column.source()))
        .map(SourceColumn::source)
        .findFirst()
        .orElse(column.source());
  }

  /** The columns of one file. */
  static List<SourceColumn> of(LandingFile file, FileFormat format) throws IOException {
    if (format instanceof FileFormat.Csv csv && !csv.header()) {
      return ColumnNames.of(csv.names());
    }
    try (BufferedReader text = LandingText.open(file, format.encoding())) {
      return ColumnNames.of(format instanceof FileFormat.Csv csv ? header(text, csv) : keys(text));
    } catch (CharacterCodingException e) {
      if (format instanceof FileFormat.Csv) {
        throw LandingText.unreadable(file, format.encoding(), e);
      }
      return List.of();
    }
  }

  private static List<String> header(BufferedReader text, FileFormat.Csv csv) throws IOException {
    for (int i = 0; i < csv.skipLines(); i++) {
      text.readLine();
    }
    String line = text.readLine();
    return line == null ? List.of() : CsvHeader.split(line, csv.delimiter(), csv.quote());
  }

  private static List<String> keys(BufferedReader text) throws IOException {
    char[] sample = new char[SAMPLE_CHARACTERS];
    int length = text.read(sample);
    for (int n = length; n > 0 && length < sample.length; length += n) {
      n = text.read(sample, length, sample.length - length);
      if (n < 0) {
        break;
      }
    }
    Set<String> keys = new LinkedHashSet<>();
    if (length <= 0) {
      return List.of();
    }
    if (new String(sample, 0, length).stripLeading().startsWith("[")) {
      collect(new String(sample, 0, length), keys);
    } else {
      new String(sample, 0, length).lines().forEach(line -> collect(line, keys));
    }
    return List.copyOf(keys);
  }

  /**
   * Adds the keys of the objects in a text; what is broken or cut off is passed over, it is dealt
   * with on ingestion.
   */
  private static void collect(String text, Set<String> keys) {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      for (@Nullable JsonToken token = parser.nextToken();
          token != null;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          found.clear();
          objectKeys(parser, found);
          keys.addAll(found);
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  private static void objectKeys(JsonParser parser, List<String> found) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      found.add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
  }
}
